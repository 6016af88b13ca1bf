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

/// A job for the local cloud of a [FanfoldExtension].
///
/// Options have the same defaults as on the command line.
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
    private int rounds = DEFAULT.rounds();
    private int concurrency = DEFAULT.concurrency();

    LocalJob(Supplier<TestCloud> cloud, String workload) {
        this.cloud = cloud;
        this.workload = workload;
    }

    /// Sets a setting of the workload.
    public LocalJob set(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /// Sets the file that the job reads.
    public LocalJob input(Path file) {
        input = file.toAbsolutePath().toUri();
        return this;
    }

    /// Sets the tolerated number or share of lost tasks: `3` or `10%`.
    ///
    /// A job that loses more tasks is FAILED. A job that loses some, but not more, is PARTIAL.
    public LocalJob tolerate(String losses) {
        tolerate = new Tolerance(losses);
        return this;
    }

    /// Sets the allowed number or share of rejected records: `3` or `10%`.
    public LocalJob reject(String records) {
        reject = new Tolerance(records);
        return this;
    }

    /// Sets the slice size: how many bytes, numbers or items a task covers. By default, the plan
    /// decides.
    ///
    /// With a small slice, an input of a few lines has several tasks.
    public LocalJob slice(long units) {
        slice = units;
        return this;
    }

    /// Sets the maximum number of tasks in a message.
    public LocalJob pack(int tasks) {
        pack = tasks;
        return this;
    }

    /// Sets the number of workers that the plan is made for.
    public LocalJob workers(int count) {
        workers = count;
        return this;
    }

    /// Sets the maximum time that the job may take.
    public LocalJob deadline(Duration time) {
        deadline = time;
        return this;
    }

    /// Sets the maximum number of rounds.
    public LocalJob rounds(int count) {
        rounds = count;
        return this;
    }

    /// Sets the maximum number of tasks that run in parallel.
    public LocalJob concurrency(int tasks) {
        concurrency = tasks;
        return this;
    }

    /// Runs the job until it ends, in any state. A second run of an equal job is a new job.
    ///
    /// @throws dev.fanfold.workload.InvalidInputException if the job is rejected
    public FinishedJob run() throws InterruptedException {
        var options =
                new JobOptions(
                        tolerate, reject, pack, slice, workers, deadline, rounds, concurrency);
        return cloud.get()
                .run(new JobRequest(workload, JobSettings.of(settings), options, input, "test", 0));
    }
}
