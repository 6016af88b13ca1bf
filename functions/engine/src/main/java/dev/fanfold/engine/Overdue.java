package dev.fanfold.engine;

import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.fold.Seal;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.TaskSet;
import java.util.List;

/// Ends a job that is past its deadline: what is missing counts as lost, and it fails.
final class Overdue {
    private final Folding folding;
    private final Settlement settlement;

    Overdue(Folding folding, Settlement settlement) {
        this.folding = folding;
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
        if (job.plan() == null || folding.accumulator(job).isSealed()) {
            settlement.fail(job, late);
            return;
        }
        // Whatever keeps it from being folded once more, the job ends.
        boolean ended = false;
        try {
            ended = endsByItself(job, late);
        } finally {
            if (!ended) {
                settlement.fail(job, late);
            }
        }
    }

    // Complete after all, or sealed by somebody else: then it ends as that says.
    private boolean endsByItself(Job job, Reason late) {
        folding.foldTable(job);
        Accumulator after = folding.accumulator(job);
        TaskSet missing = after.missing();
        List<Outcome> losses =
                missing.stream()
                        .<Outcome>mapToObj(task -> new Outcome.Lost(task, 0, job.epoch(), late))
                        .toList();
        folding.fold(job, losses);
        boolean complete =
                missing.isEmpty() && job.state() == State.RUNNING && after.epoch() == job.epoch();
        if (complete || !(folding.seal(job, new Seal.Failed(late)) instanceof Seal.Failed)) {
            settlement.settle(job.id());
            return true;
        }
        return false;
    }
}
