package dev.fanfold.cli.text;

import dev.fanfold.documents.Account;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.fold.OutputCount;
import dev.fanfold.engine.job.State;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Records.Rejection;
import java.util.List;
import java.util.Optional;

/// Accounts of jobs in several states.
final class Samples {
    static final JobId ID = new JobId("0123456789abcdef0123456789abcdef");

    private Samples() {}

    static Account running(int planned, int done, long input, long covered) {
        return account(
                State.RUNNING,
                new Account.Tasks(planned, done, 0),
                new Account.Bytes(input, covered),
                false,
                List.of());
    }

    /// A running job with 20 tasks in earlier rounds, of which none was lost.
    static Account inRound(Account.Round round) {
        Account running = running(0, 0, 0, 0);
        Account.Tasks tasks = round.tasks();
        return new Account(
                running.id(),
                running.workload(),
                running.state(),
                new Account.Tasks(20 + tasks.planned(), 20 + tasks.done(), tasks.lost()),
                Optional.of(round),
                running.balanced(),
                running.bytes(),
                running.records(),
                running.outputs(),
                running.repairs(),
                running.window(),
                running.versions(),
                running.losses(),
                running.trace(),
                running.missing(),
                running.problem());
    }

    static Account partial() {
        List<Account.Missing> missing =
                List.of(new Account.Missing(2, 2_000, 3_000, "EXHAUSTED: disk\non fire"));
        return account(
                State.PARTIAL,
                new Account.Tasks(4, 3, 1),
                new Account.Bytes(4_000, 3_000),
                false,
                missing);
    }

    /// A job whose tasks were done by these versions of its workload.
    static Account versions(String... versions) {
        Account partial = partial();
        return new Account(
                partial.id(),
                partial.workload(),
                partial.state(),
                partial.tasks(),
                partial.round(),
                partial.balanced(),
                partial.bytes(),
                partial.records(),
                partial.outputs(),
                partial.repairs(),
                partial.window(),
                List.of(versions),
                partial.losses(),
                partial.trace(),
                partial.missing(),
                partial.problem());
    }

    /// A job with these losses and this trace.
    static Account lost(List<Account.Loss> losses, String trace) {
        Account partial = partial();
        return new Account(
                partial.id(),
                partial.workload(),
                partial.state(),
                partial.tasks(),
                partial.round(),
                partial.balanced(),
                partial.bytes(),
                partial.records(),
                partial.outputs(),
                partial.repairs(),
                partial.window(),
                partial.versions(),
                losses,
                Optional.of(trace),
                partial.missing(),
                partial.problem());
    }

    /// A job with a limit of its concurrency.
    static Account window(int concurrency, long overruns) {
        Account partial = partial();
        return new Account(
                partial.id(),
                partial.workload(),
                partial.state(),
                partial.tasks(),
                partial.round(),
                partial.balanced(),
                partial.bytes(),
                partial.records(),
                partial.outputs(),
                partial.repairs(),
                Optional.of(new Account.Window(concurrency, overruns)),
                partial.versions(),
                partial.losses(),
                partial.trace(),
                partial.missing(),
                partial.problem());
    }

    /// A job whose tasks wrote outputs.
    static Account outputs(long count, long bytes) {
        Account partial = partial();
        return new Account(
                partial.id(),
                partial.workload(),
                partial.state(),
                partial.tasks(),
                partial.round(),
                partial.balanced(),
                partial.bytes(),
                partial.records(),
                new OutputCount(count, bytes),
                partial.repairs(),
                partial.window(),
                partial.versions(),
                partial.losses(),
                partial.trace(),
                partial.missing(),
                partial.problem());
    }

    private static Account account(
            State state,
            Account.Tasks tasks,
            Account.Bytes bytes,
            boolean balanced,
            List<Account.Missing> missing) {
        var records =
                new Records(
                        27_004,
                        1,
                        List.of(new Rejection("flights.csv", 1_234, "\"x\" is no number")));
        return new Account(
                ID,
                "tabulate",
                state,
                tasks,
                Optional.empty(),
                balanced,
                bytes,
                records,
                OutputCount.NONE,
                1,
                Optional.empty(),
                List.of("7"),
                List.of(),
                Optional.empty(),
                missing,
                Optional.empty());
    }
}
