package dev.fanfold.documents;

import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.fold.OutputCount;
import dev.fanfold.engine.job.Job;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Records;
import java.time.Duration;
import java.util.List;

/// The account of one planned round of a job.
///
/// @param number from 0
/// @param tasks the numbers of its tasks
/// @param balanced whether every task is done and every unit of its plan is covered exactly once
/// @param outputs the number and size of its outputs that count
/// @param work the sum of the times of its done tasks
/// @param losses its lost tasks, as in [Account#losses]
public record RoundAccount(
        int number,
        Account.Tasks tasks,
        boolean balanced,
        Records records,
        OutputCount outputs,
        Duration work,
        List<Account.Loss> losses) {
    public RoundAccount {
        losses = List.copyOf(losses);
    }

    /// The account of the round of this fold.
    ///
    /// @param job the row, of the same round or a later one
    public static RoundAccount of(Job job, Accumulator fold) {
        return new RoundAccount(
                fold.round(),
                new Account.Tasks(fold.planned(), fold.done().size(), fold.losses().tasks().size()),
                isBalanced(job, fold),
                fold.ledger().records(),
                fold.ledger().outputs(),
                Duration.ofMillis(fold.ledger().workMillis()),
                LossList.of(fold.losses()));
    }

    // The plan of an earlier round is not stored. Its coverage was checked before it was sealed.
    private static boolean isBalanced(Job job, Accumulator fold) {
        Plan plan = job.plan();
        if (fold.round() < job.round().number()) {
            return fold.isSealed() && fold.losses().isEmpty();
        }
        return plan != null && fold.isBalanced(plan);
    }
}
