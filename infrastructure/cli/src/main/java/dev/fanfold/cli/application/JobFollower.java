package dev.fanfold.cli.application;

import dev.fanfold.cli.text.Progress;
import dev.fanfold.cli.text.ProgressSnapshot;
import dev.fanfold.documents.Account;
import dev.fanfold.engine.JobQueries;
import dev.fanfold.engine.JobQueries.JobStatus;
import dev.fanfold.engine.arrival.JobId;
import java.time.Duration;

/// Polls a job until it ends.
public final class JobFollower {
    private static final Duration FIRST_PACE = Duration.ofMillis(20);
    private final JobQueries jobQueries;
    private final Progress progress;
    private final Stopwatch watch;
    private final Duration pace;

    /// @param watch a stopwatch, started when the command submitted the job or began to wait for it
    /// @param pace the time between two polls; if it is less than a second, polls are more frequent
    ///   in the first second
    public JobFollower(JobQueries jobQueries, Progress progress, Stopwatch watch, Duration pace) {
        this.jobQueries = jobQueries;
        this.progress = progress;
        this.watch = watch;
        this.pace = pace;
    }

    /// Waits until the job has ended.
    public JobStatus toTheEnd(JobId id) throws InterruptedException {
        JobStatus now = known(id);
        while (now.job().isOpen()) {
            progress.show(new ProgressSnapshot(Account.of(now.job(), now.fold()), watch.wall()));
            boolean early = watch.wall().toSeconds() < 1;
            Thread.sleep(early && pace.toMillis() < 1000 ? FIRST_PACE : pace);
            now = known(id);
        }
        return now;
    }

    private JobStatus known(JobId id) {
        return jobQueries
                .status(id)
                .orElseThrow(() -> new IllegalStateException("job " + id + " is gone"));
    }
}
