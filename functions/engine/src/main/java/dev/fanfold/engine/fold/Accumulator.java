package dev.fanfold.engine.fold;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.workload.Plan;
import org.jspecify.annotations.Nullable;

/// The state of the fold: value, folded and lost tasks, and ledger.
///
/// They are written together.
///
/// @param version grows by one with every write
/// @param planned the number of tasks in the plan
/// @param epoch the number of redrives so far
/// @param seal null while the accumulator is open
/// @param value the merged partial results, encoded
public record Accumulator(
        JobId job,
        long version,
        int planned,
        int epoch,
        @Nullable Seal seal,
        TaskSet done,
        Losses losses,
        Ledger ledger,
        Payload value) {

    public static Accumulator empty(JobId job, int planned, byte[] value) {
        return new Accumulator(
                job,
                0,
                planned,
                0,
                null,
                TaskSet.NONE,
                Losses.NONE,
                Ledger.EMPTY,
                new Payload.Inline(value));
    }

    public boolean isSealed() {
        return seal != null;
    }

    /// Whether every task is done or lost.
    public boolean isComplete() {
        return done.size() + losses.tasks().size() == planned;
    }

    /// Tasks of the plan that are neither done nor lost.
    public TaskSet missing() {
        return TaskSet.range(0, planned).minus(done).minus(losses.tasks());
    }

    /// Whether every task is done and each unit of the input is covered once.
    public boolean isBalanced(Plan plan) {
        return done.size() == planned && ledger.coverageSum().closes(plan);
    }

    public Accumulator sealed(Seal how) {
        return new Accumulator(job, version + 1, planned, epoch, how, done, losses, ledger, value);
    }

    /// The accumulator reopened in a later epoch.
    ///
    /// Its losses are forgotten; done tasks stay done.
    public Accumulator reopened(int laterEpoch) {
        return new Accumulator(
                job, version + 1, planned, laterEpoch, null, done, Losses.NONE, ledger, value);
    }

    Accumulator with(TaskSet nowDone, Losses nowLost, Ledger nowLedger, Payload nowValue) {
        return new Accumulator(
                job, version + 1, planned, epoch, seal, nowDone, nowLost, nowLedger, nowValue);
    }
}
