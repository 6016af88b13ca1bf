package dev.fanfold.engine;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.port.DispatchQueue;
import dev.fanfold.engine.port.JobStore;
import dev.fanfold.engine.port.TimeLeft;
import java.time.Duration;

/// Moves a job from ACCEPTED to RUNNING.
///
/// It continues where an earlier attempt stopped.
final class JobSender {
    /// Time to write the cursor and requeue the job.
    private static final Duration RESERVE = Duration.ofSeconds(10);

    private final JobStore jobs;
    private final DispatchQueue dispatch;
    private final Planner planner;
    private final BatchSender batchSender;
    private final Reopener reopener;

    JobSender(
            JobStore jobs,
            DispatchQueue dispatch,
            Planner planner,
            BatchSender batchSender,
            Reopener reopener) {
        this.jobs = jobs;
        this.dispatch = dispatch;
        this.planner = planner;
        this.batchSender = batchSender;
        this.reopener = reopener;
    }

    /// Advances the job until it is RUNNING, it ends, or the time is up.
    ///
    /// In the last case it requeues the job.
    void advance(JobId id, TimeLeft left) {
        Counters.about(id);
        while (true) {
            Job job = jobs.job(id).orElseThrow(() -> new IllegalStateException("no job " + id));
            switch (job.state()) {
                case ACCEPTED -> planner.plan(job);
                case DISPATCHING -> {
                    if (!left.allows(RESERVE)) {
                        dispatch.send(id);
                        return;
                    }
                    batchSender.send(job);
                }
                case RUNNING -> {
                    reopener.reopen(job);
                    return;
                }
                case FINISHING, SUCCEEDED, PARTIAL, FAILED, CANCELLED -> {
                    return;
                }
            }
        }
    }
}
