package dev.fanfold.cli.deployed;

import dev.fanfold.aws.AwsPorts;
import dev.fanfold.aws.ObjectLinks;
import dev.fanfold.aws.Settings;
import dev.fanfold.engine.Dispatcher;
import dev.fanfold.engine.JobQueries;
import dev.fanfold.engine.OutputQueries;
import dev.fanfold.engine.Submission;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.engine.work.Definitions;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.messages.SettingsJson;
import dev.fanfold.workload.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// A running application, on AWS, LocalStack or a local cloud. Commands use its tables, buckets and
/// dispatch queue directly.
///
/// The calls are made with the user's own credentials, so the user needs the permissions.
public final class Deployment {
    /// The owner of jobs that a command submits to a running application.
    public static final String OWNER = "cli";

    private final Ports ports;
    private final Workloads workloads;
    private final Catalog catalog;
    private final Dispatcher dispatcher;
    private final JobQueries jobQueries;
    private final OutputQueries outputQueries;
    private final ObjectLinks links;

    /// @param environment the environment variables of the application's functions, and those that
    ///   locate its API, if it has one
    /// @param workloads the workloads on this machine; without them there are no answers so far and
    ///   no tables
    public Deployment(Map<String, String> environment, Workloads workloads) {
        Settings settings = Settings.api(environment);
        this.ports = AwsPorts.of(settings, workloads);
        this.workloads = workloads;
        this.catalog = new Catalog(environment, AwsPorts.credentials(settings));
        this.dispatcher = new Dispatcher(ports, SettingsJson::parse);
        this.jobQueries = new JobQueries(ports);
        this.outputQueries = new OutputQueries(ports);
        this.links = ObjectLinks.of(settings);
    }

    /// The application's workloads and settings: those that its API lists, or else those on this
    /// machine.
    ///
    /// @param workload the name of the workload to run
    /// @throws InvalidInputException if no API lists the workloads and this workload is not on this
    ///   machine; or as [#definitions()]
    public Definitions definitions(String workload) {
        Optional<Definitions> deployed = definitions();
        if (deployed.isEmpty() && !workloads.definitions().has(workload)) {
            throw new InvalidInputException(
                    "workload \"%s\" is not on this machine, and no API lists the application's workloads to this command: run this command in the folder of its template, or deploy the API"
                            .formatted(workload));
        }
        return deployed.orElseGet(workloads::definitions);
    }

    /// The workloads that the application's API lists; empty if it has no API, or if the gateway of
    /// a local cloud refuses the request.
    ///
    /// @throws InvalidInputException if the API cannot be called, or fails
    public Optional<Definitions> definitions() {
        return catalog.fetch();
    }

    /// Submits a job. If its input is a file of this machine, uploads the file first.
    ///
    /// @param definitions the application's workloads; the job is checked against them
    /// @param again whether to submit a new run if the same job was submitted before
    /// @throws InvalidInputException if the file cannot be read, or the request is invalid
    public Submission submit(JobRequest request, Definitions definitions, boolean again) {
        var submitter = new Dispatcher(ports, SettingsJson::parse, definitions);
        JobRequest uploaded = withUploadedInput(submitter.complete(request));
        return again ? submitter.submitAgain(uploaded) : submitter.submit(uploaded);
    }

    /// The workloads on this machine.
    public Workloads workloads() {
        return workloads;
    }

    public Dispatcher dispatcher() {
        return dispatcher;
    }

    public JobQueries jobQueries() {
        return jobQueries;
    }

    public OutputQueries outputQueries() {
        return outputQueries;
    }

    // Uploads an input file of this machine, so that workers can read it. The same bytes under the
    // same name are stored only once.
    private JobRequest withUploadedInput(JobRequest request) {
        URI input = request.input();
        if (input == null || !"file".equals(input.getScheme())) {
            return request;
        }
        return new JobRequest(
                request.workload(),
                request.settings(),
                request.options(),
                upload(Path.of(input)),
                request.owner(),
                request.run());
    }

    private URI upload(Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new InvalidInputException("cannot read a file at " + file + ": check --input");
        }
        try {
            return links.store(OWNER, file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot upload " + file, e);
        }
    }
}
