package dev.fanfold.cli.text;

import dev.fanfold.documents.Account;
import dev.fanfold.documents.RoundAccount;
import dev.fanfold.workload.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Prints the ledger of each round of a job as a table, and the losses of each round below it. The
/// table has columns for outputs if a round has any.
public final class RoundsReport {
    private static final List<String> COLUMNS =
            List.of("round", "tasks", "done", "lost", "records", "rejected", "seconds of work");
    private static final List<String> OF_OUTPUTS = List.of("outputs", "bytes of outputs");
    private final Terminal terminal;

    public RoundsReport(Terminal terminal) {
        this.terminal = terminal;
    }

    public void print(List<RoundAccount> rounds) {
        boolean outputs = rounds.stream().anyMatch(round -> round.outputs().count() > 0);
        List<String> columns = joined(COLUMNS, outputs ? OF_OUTPUTS : List.of());
        List<List<String>> rows =
                rounds.stream()
                        .map(round -> joined(row(round), outputs ? outputs(round) : List.of()))
                        .toList();
        new TextTable(new Table(columns, rows), Math.max(1, rows.size())).print(terminal);
        rounds.forEach(this::losses);
    }

    private static List<String> joined(List<String> first, List<String> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static List<String> row(RoundAccount round) {
        return List.of(
                Figures.count(round.number()),
                Figures.count(round.tasks().planned()),
                Figures.count(round.tasks().done()),
                Figures.count(round.tasks().lost()),
                Figures.count(round.records().read()),
                Figures.count(round.records().rejected()),
                String.format(Locale.ROOT, "%.1f", round.work().toMillis() / 1e3));
    }

    private static List<String> outputs(RoundAccount round) {
        return List.of(
                Figures.count(round.outputs().count()), Figures.count(round.outputs().bytes()));
    }

    private void losses(RoundAccount round) {
        for (Account.Loss loss : round.losses()) {
            terminal.print(10, "lost", "in round " + round.number() + ", " + RunReport.text(loss));
        }
    }
}
