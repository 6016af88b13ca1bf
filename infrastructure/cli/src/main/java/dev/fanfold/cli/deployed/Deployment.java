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

/// A running application, used through its tables, bucket and queue.
///
/// The calls are made with the user's own credentials, so they need permissions.
public final class Deployment {
    /// The owner of jobs that the command line submits.
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
    /// @param workloads the workloads on this machine, needed for answers so far and for tables
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

    /// The application's workloads and settings, from its API or from this machine.
    ///
    /// @param workload the name of the workload to run
    /// @throws InvalidInputException if the application has no API and the workload is not on this
    ///   machine
    public Definitions definitions(String workload) {
        Optional<Definitions> deployed = definitions();
        if (deployed.isEmpty() && !workloads.definitions().has(workload)) {
            throw new InvalidInputException(
                    "workload \"%s\" is not on this machine, and the application has no API to list its workloads: run this command in the folder of its template, or deploy the API"
                            .formatted(workload));
        }
        return deployed.orElseGet(workloads::definitions);
    }

    /// The application's workloads; empty if it has no API that lists them.
    public Optional<Definitions> definitions() {
        return catalog.fetch();
    }

    /// Uploads a job's file and submits the job.
    ///
    /// @param definitions the application's workloads; the job is checked against them
    /// @param again whether to submit a new run if the same job was submitted before
    /// @throws InvalidInputException if the file cannot be read
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

    public JobQueries inquiries() {
        return jobQueries;
    }

    public OutputQueries outputQueries() {
        return outputQueries;
    }

    // Uploads an input file of this machine, so that workers can read it. The same bytes are
    // uploaded only once.
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
