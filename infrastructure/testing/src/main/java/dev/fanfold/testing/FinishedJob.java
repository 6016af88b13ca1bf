package dev.fanfold.testing;

import dev.fanfold.documents.Account;
import java.util.Optional;

/// A job that has ended, and what became of its tasks and records.
///
/// @param state SUCCEEDED, PARTIAL, FAILED or CANCELLED
/// @param answer its JSON document, empty when there is none
/// @param problem why there is no whole answer, empty when it succeeded
public record FinishedJob(
        String workload,
        String state,
        Optional<String> answer,
        Optional<String> problem,
        Ledger ledger) {
    /// What entered the answer.
    ///
    /// @param planned tasks of the plan
    /// @param done tasks that are in the answer
    /// @param lost tasks that were given up
    /// @param read records that tasks read
    /// @param rejected records that they read and rejected
    /// @param balanced whether every task is done and the whole input is covered, each unit once
    public record Ledger(
            int planned, int done, int lost, long read, long rejected, boolean balanced) {}

    static FinishedJob of(Account account, Optional<String> answer) {
        return new FinishedJob(
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
                        account.balanced()));
    }

    /// The answer of a job that succeeded.
    ///
    /// @throws AssertionError when it did not, with its error
    public String succeeded() {
        if (!state.equals("SUCCEEDED") || answer.isEmpty()) {
            throw new AssertionError(
                    "%s is %s: %s; %s".formatted(workload, state, problem.orElse(""), ledger));
        }
        return answer.get();
    }
}
