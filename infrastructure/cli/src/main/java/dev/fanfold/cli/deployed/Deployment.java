package dev.fanfold.cli.deployed;

import dev.fanfold.aws.AwsPorts;
import dev.fanfold.aws.ObjectLinks;
import dev.fanfold.aws.Settings;
import dev.fanfold.engine.Dispatcher;
import dev.fanfold.engine.JobQueries;
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

/// One deployed application, driven with the rights of whoever runs this: on its tables, its bucket
/// and its queue, without its API.
public final class Deployment {
    /// Whose jobs they are that are submitted here.
    public static final String OWNER = "cli";

    private final Ports ports;
    private final Workloads workloads;
    private final Catalog catalog;
    private final Dispatcher dispatcher;
    private final JobQueries jobQueries;
    private final ObjectLinks links;

    /// @param environment what a function of it is told, and where its API is, if it has one
    /// @param workloads those at hand, for answers so far and for tables
    public Deployment(Map<String, String> environment, Workloads workloads) {
        Settings settings = Settings.api(environment);
        this.ports = AwsPorts.of(settings, workloads);
        this.workloads = workloads;
        this.catalog = new Catalog(environment, AwsPorts.credentials(settings));
        this.dispatcher = new Dispatcher(ports, SettingsJson::parse);
        this.jobQueries = new JobQueries(ports);
        this.links = ObjectLinks.of(settings);
    }

    /// What the application's workloads are told: its API says, or else those at hand do.
    ///
    /// @param workload that somebody asks for
    /// @throws InvalidInputException when nobody could say what that is told
    public Definitions definitions(String workload) {
        Optional<Definitions> there = definitions();
        if (there.isEmpty() && !workloads.definitions().has(workload)) {
            throw new InvalidInputException(
                    "there is no workload \"%s\" here, and the application has no API that could say whether it has one: run this in the folder of its template, or deploy the API too"
                            .formatted(workload));
        }
        return there.orElseGet(workloads::definitions);
    }

    /// The workloads that the application has; nothing if it has no API that says.
    public Optional<Definitions> definitions() {
        return catalog.ask();
    }

    /// Submits a job that suits these definitions, its file uploaded before.
    ///
    /// @param definitions the application's
    /// @param again as a new run if it was asked for before
    /// @throws InvalidInputException when its file cannot be read
    public Submission submit(JobRequest asked, Definitions definitions, boolean again) {
        JobRequest placed = placed(definitions.complete(asked));
        var submits = new Dispatcher(ports, SettingsJson::parse, definitions);
        return again ? submits.submitAgain(placed) : submits.submit(placed);
    }

    /// The workloads at hand.
    public Workloads workloads() {
        return workloads;
    }

    public Dispatcher dispatcher() {
        return dispatcher;
    }

    public JobQueries inquiries() {
        return jobQueries;
    }

    // With its input where workers can read it: a file of this machine is uploaded, unless the same
    // bytes are there already.
    private JobRequest placed(JobRequest asked) {
        URI input = asked.input();
        if (input == null || !"file".equals(input.getScheme())) {
            return asked;
        }
        return new JobRequest(
                asked.workload(),
                asked.settings(),
                asked.options(),
                uploaded(Path.of(input)),
                asked.owner(),
                asked.run());
    }

    private URI uploaded(Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new InvalidInputException("there is no file " + file + " that can be read");
        }
        try {
            return links.keep(OWNER, file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot upload " + file, e);
        }
    }
}
