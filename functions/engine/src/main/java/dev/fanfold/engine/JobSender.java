package dev.fanfold.engine;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.port.DispatchQueue;
import dev.fanfold.engine.port.JobStore;
import dev.fanfold.engine.port.TimeLeft;
import java.time.Duration;

/// Moves a job from ACCEPTED to RUNNING.
///
/// It continues where an earlier invocation stopped.
final class JobSender {
    /// Time reserved to write the send cursor and to send the job's message.
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

    /// Advances the job until it is RUNNING, has ended, or must wait for the start of its round.
    ///
    /// If the job is RUNNING already, continues a redrive of it ([Reopener]). If the time does not
    /// suffice, sends the job's message again, so that another invocation continues.
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
