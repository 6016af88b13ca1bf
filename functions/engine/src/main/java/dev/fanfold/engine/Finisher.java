package dev.fanfold.engine;

import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.port.JobStore;
import dev.fanfold.engine.port.TimeLeft;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.workload.Work.Finished;

/// Finishes a round when all of its tasks are done or lost.
///
/// The finish has attempts of its own, which are retried in the same way as those of tasks.
final class Finisher {
    private final JobStore jobs;
    private final Settlement settlement;
    private final FinishRunner finishRunner;
    private final Conclusion conclusion;
    private final Requeuer requeuer;

    Finisher(
            JobStore jobs,
            Settlement settlement,
            FinishRunner finishRunner,
            Conclusion conclusion,
            Requeuer requeuer) {
        this.jobs = jobs;
        this.settlement = settlement;
        this.finishRunner = finishRunner;
        this.conclusion = conclusion;
        this.requeuer = requeuer;
    }

    /// Runs one attempt of the finish that the message orders, if it is still needed.
    ///
    /// @param receives how often the message was delivered, including this delivery
    /// @param redelivered whether the work queue delivered any message of the batch before
    void finish(WorkMessage.Finish message, int receives, boolean redelivered, TimeLeft left) {
        // The sender of the message has sealed the accumulator, but may have crashed before it
        // moved the row to FINISHING.
        Job job =
                jobs.job(message.job())
                        .filter(row -> row.isIn(message.round(), message.epoch()))
                        .flatMap(settlement::moveToFinishing)
                        .orElse(null);
        if (job == null) {
            // The job was cancelled, or the round or epoch of the message has ended. The worker
            // that ended the round may have crashed before it asked for the next one.
            conclusion.startAfter(message.round(), message.job());
            return;
        }
        int attempt = Attempts.ofDelivery(message.attempt(), receives);
        if (message.hops() == 0 && redelivered) { // isolated, as [Triage] isolates tasks
            int next = Attempts.afterIsolation(message.attempt(), receives);
            requeuer.requeueFinish(job, next, message.hops() + 1);
        } else if (attempt > Attempts.MAX_ATTEMPTS) {
            fail(job, new Try.Lost<>(attempt, Attempts.crashed(attempt - 1), null));
        } else {
            conclude(job, finishRunner.run(job, attempt, message.hops(), left));
        }
    }

    private void conclude(Job job, Try<Finished> tried) {
        switch (tried) {
            case Try.Done<Finished> done -> conclusion.write(job, done.value());
            case Try.Again<Finished> again ->
                    requeuer.requeueFinish(job, again.attempt(), again.hops());
            case Try.Lost<Finished> lost -> fail(job, lost);
        }
    }

    private void fail(Job job, Try.Lost<Finished> lost) {
        var reason = new Reason(lost.reason().kind(), "finish: " + lost.reason().text());
        settlement.fail(job, reason, lost.trace());
    }
}
