package dev.fanfold.cli;

import dev.fanfold.cli.text.Figures;
import dev.fanfold.cli.text.Terminal;
import dev.fanfold.simulator.Proof;
import dev.fanfold.simulator.fault.Fault;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Prints the figures of a proof, one name per line.
final class ProofReport {
    private static final int MAX_NAMED = 20;
    private final Terminal terminal;

    ProofReport(Terminal terminal) {
        this.terminal = terminal;
    }

    /// @param from the first seed
    void print(Proof.Total total, ProofWatch watch, long from) {
        line("runs", Figures.count(total.runs()) + " from seed " + from);
        line("tasks", Figures.count(total.tasks()));
        line("jobs", byCount(total.states()));
        line(
                "faults",
                Figures.count(total.faultsInAll()) + " of " + total.faults().size() + " kinds");
        total.faults().entrySet().stream()
                .sorted(Map.Entry.<Fault, Long>comparingByValue().reversed())
                .forEach(
                        one -> line("", Figures.count(one.getValue()) + " " + one.getKey().text()));
        line("repairs", Figures.count(total.repairs()));
        line("events", Figures.count(total.events()) + ", history " + watch.history());
        watch.same()
                .ifPresent(same ->
                        line(
                                "twice",
                                "%s of %s the same"
                                        .formatted(
                                                Figures.count(same), Figures.count(total.runs()))));
        line(
                "time",
                String.format(
                        Locale.ROOT,
                        "%s of %,.0f simulated hours, %,.0f runs/s",
                        Figures.time(watch.wall()),
                        total.hours(),
                        total.runs() * 1e9 / Math.max(1, watch.wall().toNanos())));
        named("broken", total.violations());
        named("differ", watch.different());
    }

    private void named(String what, List<Long> seeds) {
        if (!seeds.isEmpty()) {
            String more = seeds.size() > MAX_NAMED ? " and more" : "";
            line(what, "by seeds " + seeds.stream().limit(MAX_NAMED).toList() + more);
        }
    }

    private static <K> String byCount(Map<K, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<K, Long>comparingByValue().reversed())
                .map(one -> Figures.count(one.getValue()) + " " + one.getKey())
                .collect(Collectors.joining(", "));
    }

    private void line(String name, String text) {
        terminal.print(8, name, text);
    }
}
