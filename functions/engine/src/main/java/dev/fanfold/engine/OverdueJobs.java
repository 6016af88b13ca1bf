package dev.fanfold.engine;

import dev.fanfold.engine.fold.Seal;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.TaskSet;
import java.util.List;

/// Ends a job that is past its deadline.
///
/// Missing tasks count as lost, and the job fails.
final class OverdueJobs {
    private final AccumulatorWriter accumulatorWriter;
    private final Settlement settlement;

    OverdueJobs(AccumulatorWriter accumulatorWriter, Settlement settlement) {
        this.accumulatorWriter = accumulatorWriter;
        this.settlement = settlement;
    }

    void end(Job job) {
        var late =
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
                            && endsByItsSeal(job, late);
        } finally {
            if (!ended) {
                settlement.fail(job, late);
            }
        }
    }

    // The job may be complete, or sealed by another function. Then it ends as its seal says.
    private boolean endsByItsSeal(Job job, Reason late) {
        if (accumulatorWriter.accumulator(job).epoch() != job.epoch()) {
            return false; // a redrive crashed half-way and left the seal of the previous epoch
        }
        accumulatorWriter.foldTable(job);
        TaskSet missing = accumulatorWriter.accumulator(job).missing();
        List<Outcome> losses =
                missing.stream()
                        .<Outcome>mapToObj(task -> new Outcome.Lost(task, 0, job.epoch(), late))
                        .toList();
        Counters.add(Counters.Counter.LOST, accumulatorWriter.fold(job, losses).settled());
        if (!missing.isEmpty() || job.state() != State.RUNNING) {
            accumulatorWriter.seal(job, new Seal.Failed(late));
        }
        settlement.settle(job.id());
        return true;
    }
}
