package dev.fanfold.engine;

import dev.fanfold.engine.fold.Seal;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.TaskSet;
import java.util.List;

/// Ends jobs that are past their deadline.
///
/// If every task of a RUNNING job is done or lost, its round ends as the verdict says. Otherwise
/// the missing tasks count as lost, and the job fails. A FINISHING job and a job without a plan
/// also fail.
final class OverdueJobs {
    private final AccumulatorWriter accumulatorWriter;
    private final Settlement settlement;

    OverdueJobs(AccumulatorWriter accumulatorWriter, Settlement settlement) {
        this.accumulatorWriter = accumulatorWriter;
        this.settlement = settlement;
    }

    /// Ends a job that is past its deadline.
    void end(Job job) {
        var deadlinePassed =
                new Reason(
                        Reason.Kind.DEADLINE,
                        "its deadline of "
                                + job.request().options().deadline()
                                + " passed at "
                                + job.deadline());
        // The job must end even if its outcomes cannot be folded.
        boolean ended = false;
        try {
            ended =
                    job.plan() != null
                            && job.state() != State.FINISHING
                            && endBySeal(job, deadlinePassed);
        } finally {
            if (!ended) {
                settlement.fail(job, deadlinePassed);
            }
        }
    }

    // Counts the missing tasks as lost, seals the accumulator, and ends the round as the seal says.
    // The seal may be that of another function, or say that the round is complete. Returns false if
    // the job's epoch has no accumulator yet.
    private boolean endBySeal(Job job, Reason deadlinePassed) {
        if (accumulatorWriter.accumulator(job).epoch() != job.epoch()) {
            return false; // a redrive stopped before it opened the accumulator
        }
        accumulatorWriter.foldTable(job);
        TaskSet missing = accumulatorWriter.accumulator(job).missing();
        List<Outcome> losses =
                missing.stream()
                        .<Outcome>mapToObj(
                                task -> new Outcome.Lost(task, 0, job.epoch(), deadlinePassed))
                        .toList();
        Counters.add(Counters.Counter.LOST, accumulatorWriter.fold(job, losses).added());
        if (!missing.isEmpty() || job.state() != State.RUNNING) {
            accumulatorWriter.seal(job, new Seal.Failed(deadlinePassed));
        }
        settlement.settle(job.id());
        return true;
    }
}
