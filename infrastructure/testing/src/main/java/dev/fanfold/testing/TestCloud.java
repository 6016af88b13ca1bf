package dev.fanfold.testing;

import dev.fanfold.aws.AwsPorts;
import dev.fanfold.aws.Settings;
import dev.fanfold.documents.Account;
import dev.fanfold.engine.Dispatcher;
import dev.fanfold.engine.JobQueries;
import dev.fanfold.engine.JobQueries.JobStatus;
import dev.fanfold.engine.OutputQueries;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.local.LocalCloud;
import dev.fanfold.local.LocalOptions;
import dev.fanfold.local.application.Deadlines;
import dev.fanfold.local.application.LocalEnvironment;
import dev.fanfold.local.code.FunctionCode;
import dev.fanfold.messages.SettingsJson;
import dev.fanfold.workload.Outputs;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The application on a local cloud, with the workloads of the class path.
final class TestCloud implements AutoCloseable {
    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);
    private final LocalCloud cloud;
    private final Dispatcher dispatcher;
    private final JobQueries jobQueries;
    private final OutputQueries outputQueries;
    private final Deadlines deadlines;

    /// The application on this cloud, which [#close()] closes.
    TestCloud(LocalCloud cloud) {
        this.cloud = cloud;
        Ports ports =
                AwsPorts.of(
                        Settings.dispatcher(LocalEnvironment.of(cloud)), Workloads.discovered());
        this.dispatcher = new Dispatcher(ports, SettingsJson::parse);
        this.jobQueries = new JobQueries(ports);
        this.outputQueries = new OutputQueries(ports);
        this.deadlines = Deadlines.start(ports, line -> {});
    }

    /// @param secrets the files that hold the pools' secrets, by name
    static TestCloud start(Path template, Map<String, Path> secrets) {
        LocalOptions options = LocalOptions.defaults().code(FunctionCode.classPath());
        for (Map.Entry<String, Path> secret : secrets.entrySet()) {
            options = options.secret(secret.getKey(), secret.getValue());
        }
        LocalCloud cloud = LocalCloud.start(template, options);
        try {
            return new TestCloud(cloud);
        } catch (RuntimeException | Error failed) {
            cloud.close();
            throw failed;
        }
    }

    FinishedJob run(JobRequest request) throws InterruptedException {
        return awaitEnd(dispatcher.submitAgain(request).job().id());
    }

    FinishedJob redrive(FinishedJob job) throws InterruptedException {
        var id = new JobId(job.id());
        dispatcher.redrive(id);
        return awaitEnd(id);
    }

    private FinishedJob awaitEnd(JobId id) throws InterruptedException {
        JobStatus status = find(id);
        while (status.job().isOpen()) {
            Thread.sleep(POLL_INTERVAL);
            status = find(id);
        }
        return FinishedJob.of(
                Account.of(status.job(), status.fold()), answer(status), outputs(status.job()));
    }

    private JobStatus find(JobId id) {
        return jobQueries
                .status(id)
                .orElseThrow(() -> new IllegalStateException("job " + id + " was not found"));
    }

    private Outputs outputs(Job job) {
        return new Outputs() {
            @Override
            public Stream<Output> all() {
                return outputQueries.list(job);
            }

            @Override
            public InputStream open(Output output) {
                return outputQueries.open(job, output, 0);
            }
        };
    }

    private Optional<String> answer(JobStatus ended) {
        if (ended.job().result() == null) {
            return Optional.empty();
        }
        try {
            return jobQueries.answer(ended).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the answer cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        deadlines.close();
        cloud.close();
    }
}
