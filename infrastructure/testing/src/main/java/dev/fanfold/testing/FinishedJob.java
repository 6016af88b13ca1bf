package dev.fanfold.testing;

import dev.fanfold.documents.Account;
import dev.fanfold.workload.Outputs;
import java.util.Optional;

/// The result of a job that has ended, with its ledger.
///
/// @param id the job's id, 32 hexadecimal digits
/// @param state SUCCEEDED, PARTIAL, FAILED or CANCELLED
/// @param answer the answer's JSON; empty if there is no answer
/// @param problem the reason why the job did not succeed; empty if it succeeded
/// @param outputs the outputs that count, of all rounds; they can be read while the cloud runs
public record FinishedJob(
        String id,
        String workload,
        String state,
        Optional<String> answer,
        Optional<String> problem,
        Ledger ledger,
        Outputs outputs) {
    /// The counts of tasks and records.
    ///
    /// All counts are sums over all rounds.
    ///
    /// @param planned the number of tasks
    /// @param done the number of tasks that are done
    /// @param lost the number of lost tasks
    /// @param read the number of records that the tasks read; a record that a further round reads
    ///   again counts once
    /// @param rejected the number of those records that the tasks rejected
    /// @param balanced whether every task is done, and every unit of the last round's plan is
    ///   covered exactly once
    public record Ledger(
            long planned, long done, long lost, long read, long rejected, boolean balanced) {}

    static FinishedJob of(Account account, Optional<String> answer, Outputs outputs) {
        return new FinishedJob(
                account.id().value(),
                account.workload(),
                account.state().name(),
                answer,
                account.problem().map(problem -> problem.kind() + ": " + problem.message()),
                new Ledger(
                        account.tasks().planned(),
                        account.tasks().done(),
                        account.tasks().lost(),
                        account.records().read(),
                        account.records().rejected(),
                        account.balanced()),
                outputs);
    }

    /// The answer of a job that succeeded.
    ///
    /// @throws AssertionError if the job did not succeed, with its error
    public String succeeded() {
        if (!state.equals("SUCCEEDED") || answer.isEmpty()) {
            throw new AssertionError(
                    "%s is %s: %s; %s".formatted(workload, state, problem.orElse(""), ledger));
        }
        return answer.get();
    }
}
