package dev.fanfold.testing;

import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.arrival.Tolerance;
import dev.fanfold.workload.JobSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A job for the local cloud of a [FanfoldExtension]. What is not said has the same default as on
/// the command line.
public final class LocalJob {
    private static final JobOptions DEFAULT = JobOptions.DEFAULT;
    private final Supplier<TestCloud> cloud;
    private final String workload;
    private final Map<String, String> settings = new TreeMap<>();
    private @Nullable URI input;
    private Tolerance tolerate = DEFAULT.tolerate();
    private Tolerance reject = DEFAULT.reject();
    private int pack = DEFAULT.pack();
    private long slice = DEFAULT.slice();
    private int workers = DEFAULT.workers();
    private Duration deadline = DEFAULT.deadline();

    LocalJob(Supplier<TestCloud> cloud, String workload) {
        this.cloud = cloud;
        this.workload = workload;
    }

    /// With a setting.
    public LocalJob set(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /// Reading this file.
    public LocalJob input(Path file) {
        input = file.toAbsolutePath().toUri();
        return this;
    }

    /// Tolerating the loss of so many tasks, or of such a share of them: `3`, or `10%`. With more
    /// the job is FAILED, with fewer PARTIAL.
    public LocalJob tolerate(String losses) {
        tolerate = new Tolerance(losses);
        return this;
    }

    /// Allowing so many rejected records, or such a share of them: `3`, or `10%`.
    public LocalJob reject(String records) {
        reject = new Tolerance(records);
        return this;
    }

    /// With so many bytes, numbers or items in a task, so that a few lines are several tasks.
    public LocalJob slice(long units) {
        slice = units;
        return this;
    }

    /// With so many tasks in a message.
    public LocalJob pack(int tasks) {
        pack = tasks;
        return this;
    }

    /// Cut for so many workers.
    public LocalJob workers(int count) {
        workers = count;
        return this;
    }

    /// Ending after this time at the latest.
    public LocalJob deadline(Duration after) {
        deadline = after;
        return this;
    }

    /// Runs the job to its end, whatever that is.
    ///
    /// @throws dev.fanfold.workload.InvalidInputException when the job is refused
    public FinishedJob run() throws InterruptedException {
        var options = new JobOptions(tolerate, reject, pack, slice, workers, deadline);
        return cloud.get()
                .run(new JobRequest(workload, JobSettings.of(settings), options, input, "test", 0));
    }
}
