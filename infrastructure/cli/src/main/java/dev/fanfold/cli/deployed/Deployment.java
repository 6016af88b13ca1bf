package dev.fanfold.cli.deployed;

import dev.fanfold.aws.AwsPorts;
import dev.fanfold.aws.ObjectLinks;
import dev.fanfold.aws.Settings;
import dev.fanfold.engine.Dispatcher;
import dev.fanfold.engine.Inquiries;
import dev.fanfold.engine.arrival.InputFault;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.messages.SettingsJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// One deployed application, driven with the rights of whoever runs this: on its tables, its bucket
/// and its queue, without its API.
public final class Deployment {
    /// Whose jobs they are that are submitted here.
    public static final String OWNER = "cli";

    private final Dispatcher dispatcher;
    private final Inquiries inquiries;
    private final ObjectLinks links;

    /// @param environment what a function of it is told
    public Deployment(Map<String, String> environment, Workloads workloads) {
        Settings settings = Settings.api(environment);
        Ports ports = AwsPorts.of(settings, workloads);
        this.dispatcher = new Dispatcher(ports, SettingsJson::parse);
        this.inquiries = new Inquiries(ports);
        this.links = ObjectLinks.of(settings);
    }

    public Dispatcher dispatcher() {
        return dispatcher;
    }

    public Inquiries inquiries() {
        return inquiries;
    }

    /// The request with its input where workers can read it: a file of this machine is uploaded,
    /// unless the same bytes are there already.
    ///
    /// @throws InputFault when there is no such file
    public JobRequest placed(JobRequest asked) {
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
            throw new InputFault("there is no file " + file + " that can be read");
        }
        try {
            return links.keep(OWNER, file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot upload " + file, e);
        }
    }
}
