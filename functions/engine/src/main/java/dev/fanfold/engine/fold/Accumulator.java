package dev.fanfold.engine.fold;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.workload.Plan;
import org.jspecify.annotations.Nullable;

/// The state of the fold of one round of a job: value, done and lost tasks, and ledger.
///
/// It is one item, so its parts are always written together. Large values are objects, to which the
/// item refers.
///
/// @param version grows by one with every write; each write is conditional on it
/// @param round the number of the round, from 0
/// @param planned the number of tasks in the round's plan
/// @param epoch the epoch of the round in which the accumulator folds; less than the job's epoch
///   until the redrive has reopened the accumulator
/// @param seal how the round or the job ends, null while outcomes may still be folded
/// @param done the tasks whose partial results are in the value
/// @param losses the lost tasks of this epoch
/// @param value the merged partial results of the done tasks, encoded
/// @param outputs which outputs of the done tasks count
public record Accumulator(
        JobId job,
        int round,
        long version,
        int planned,
        int epoch,
        @Nullable Seal seal,
        TaskSet done,
        Losses losses,
        Ledger ledger,
        Payload value,
        OutputTokens outputs) {

    /// An accumulator of tasks that wrote no outputs.
    public Accumulator(
            JobId job,
            int round,
            long version,
            int planned,
            int epoch,
            @Nullable Seal seal,
            TaskSet done,
            Losses losses,
            Ledger ledger,
            Payload value) {
        this(
                job,
                round,
                version,
                planned,
                epoch,
                seal,
                done,
                losses,
                ledger,
                value,
                OutputTokens.NONE);
    }

    /// The accumulator of a round before anything is folded.
    ///
    /// @param value the encoded value of no task
    public static Accumulator empty(JobId job, int round, int planned, int epoch, byte[] value) {
        return new Accumulator(
                job,
                round,
                0,
                planned,
                epoch,
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

    /// The tasks of the plan that are neither done nor lost.
    public TaskSet missing() {
        return TaskSet.range(0, planned).minus(done).minus(losses.tasks());
    }

    /// Whether every task is done and each unit of the plan is covered exactly once.
    ///
    /// @param plan the plan of the round
    public boolean isBalanced(Plan plan) {
        return done.size() == planned && ledger.coverageSum().closes(plan);
    }

    /// The accumulator with this seal.
    public Accumulator sealed(Seal newSeal) {
        return new Accumulator(
                job,
                round,
                version + 1,
                planned,
                epoch,
                newSeal,
                done,
                losses,
                ledger,
                value,
                outputs);
    }

    /// The accumulator without its seal and losses, in a later epoch. Done tasks stay done.
    public Accumulator reopened(int laterEpoch) {
        return new Accumulator(
                job,
                round,
                version + 1,
                planned,
                laterEpoch,
                null,
                done,
                Losses.NONE,
                ledger,
                value,
                outputs);
    }

    /// The empty accumulator without its seal, in a later epoch and for a new plan of the round.
    ///
    /// Nothing is folded yet, because no task is sent before the plan is written.
    ///
    /// @param tasks the number of tasks in the new plan
    public Accumulator replanned(int tasks, int laterEpoch) {
        return new Accumulator(
                job,
                round,
                version + 1,
                tasks,
                laterEpoch,
                null,
                done,
                losses,
                ledger,
                value,
                outputs);
    }

    Accumulator with(
            TaskSet newDone,
            Losses newLosses,
            Ledger newLedger,
            Payload newValue,
            OutputTokens newOutputs) {
        return new Accumulator(
                job,
                round,
                version + 1,
                planned,
                epoch,
                seal,
                newDone,
                newLosses,
                newLedger,
                newValue,
                newOutputs);
    }
}
