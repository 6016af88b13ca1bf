package dev.fanfold.cli.application;

import dev.fanfold.aws.AwsPorts;
import dev.fanfold.aws.Settings;
import dev.fanfold.cli.Await;
import dev.fanfold.engine.Dispatcher;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.arrival.Tolerance;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.local.LocalCloud;
import dev.fanfold.local.LocalOptions;
import dev.fanfold.local.application.LocalEnvironment;
import dev.fanfold.local.code.FunctionCode;
import dev.fanfold.messages.SettingsJson;
import dev.fanfold.workload.JobSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// The application on the local cloud, for tests that run jobs.
final class TestApplication implements AutoCloseable {
    static final Path TEMPLATE = Path.of("../../template.yaml");
    final LocalCloud cloud;
    final Ports ports;
    final Dispatcher dispatcher;

    TestApplication(Path template, LocalOptions options) {
        cloud = LocalCloud.start(template, options.code(FunctionCode.classPath()));
        ports =
                AwsPorts.of(
                        Settings.dispatcher(LocalEnvironment.of(cloud)), Workloads.discovered());
        dispatcher = new Dispatcher(ports, SettingsJson::parse);
    }

    /// Submits a job of a workload that reads no input.
    JobId submit(String workload, int pack, String tolerate, Map<String, String> settings) {
        var options =
                new JobOptions(
                        new Tolerance(tolerate),
                        JobOptions.DEFAULT_REJECT,
                        pack,
                        0,
                        10,
                        Duration.ofHours(1));
        var request = new JobRequest(workload, JobSettings.of(settings), options, null, "test", 0);
        return dispatcher.submitAgain(request).job().id();
    }

    Job job(JobId id) {
        return ports.jobs().job(id).orElseThrow();
    }

    /// Waits until the job has ended, and returns it.
    Job awaitEnd(JobId id) {
        Await.until("job " + id + " has ended").until(() -> !job(id).isOpen());
        return job(id);
    }

    @Override
    public void close() {
        cloud.close();
    }
}
