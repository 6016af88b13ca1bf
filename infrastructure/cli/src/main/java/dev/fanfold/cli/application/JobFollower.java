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
    private final Duration pace;

    /// @param pace the time between two polls; if it is less than a second, polls are more frequent
    ///   in the first second
    public JobFollower(JobQueries jobQueries, Progress progress, Duration pace) {
        this.jobQueries = jobQueries;
        this.progress = progress;
        this.pace = pace;
    }

    /// Waits until the job has ended.
    public JobStatus toTheEnd(JobId id) throws InterruptedException {
        JobStatus now = known(id);
        var watch = new Stopwatch();
        Account first = account(now);
        while (now.job().isOpen()) {
            String words = jobQueries.progress(now).orElse("");
            progress.show(new ProgressSnapshot(first, account(now), watch.wall(), words));
            boolean early = watch.wall().toSeconds() < 1;
            Thread.sleep(early && pace.toMillis() < 1000 ? FIRST_PACE : pace);
            now = known(id);
        }
        return now;
    }

    private static Account account(JobStatus jobStatus) {
        return Account.of(jobStatus.job(), jobStatus.fold());
    }

    private JobStatus known(JobId id) {
        return jobQueries
                .status(id)
                .orElseThrow(() -> new IllegalStateException("job " + id + " is gone"));
    }
}
