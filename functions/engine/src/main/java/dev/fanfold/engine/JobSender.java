package dev.fanfold.engine;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.port.DispatchQueue;
import dev.fanfold.engine.port.JobStore;
import dev.fanfold.engine.port.TimeLeft;
import java.time.Duration;

/// Moves a job from ACCEPTED to RUNNING, and continues a RUNNING job that was redriven.
///
/// It continues where an earlier invocation stopped.
final class JobSender {
    /// The time that must be left to start another batch: enough to send the batch, to write the
    /// send cursor, and to send the job's message.
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

    /// Advances the job until it is RUNNING. Stops earlier if the job has ended, or if it is too
    /// early for its round.
    ///
    /// When the job is RUNNING, continues a redrive of it, if there is one, and settles the job
    /// ([Reopener]). If too little time is left, sends the job's message again, so that another
    /// invocation continues.
    ///
    /// @throws IllegalStateException if there is no such job
    void advance(JobId id, TimeLeft left) {
        Counters.noteHandled(id);
        while (true) {
            Job job = jobs.job(id).orElseThrow(() -> new IllegalStateException("no job " + id));
            switch (job.state()) {
                case ACCEPTED -> {
                    if (!planner.plan(job)) {
                        return;
                    }
                }
                case DISPATCHING -> {
                    if (!left.allows(RESERVE)) {
                        dispatch.send(job);
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
