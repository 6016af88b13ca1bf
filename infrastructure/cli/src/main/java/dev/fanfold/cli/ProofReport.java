package dev.fanfold.cli;

import dev.fanfold.cli.text.Figures;
import dev.fanfold.cli.text.Terminal;
import dev.fanfold.simulator.Proof;
import dev.fanfold.simulator.fault.Fault;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Prints the figures of a proof, one per line.
final class ProofReport {
    private static final int MAX_PRINTED_SEEDS = 20;
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
                .forEach(entry ->
                        line("", Figures.count(entry.getValue()) + " " + entry.getKey().text()));
        line("repairs", Figures.count(total.repairs()));
        line("events", Figures.count(total.events()) + ", history " + watch.history());
        watch.equalRuns()
                .ifPresent(equal ->
                        line(
                                "twice",
                                "%s of %s the same"
                                        .formatted(
                                                Figures.count(equal),
                                                Figures.count(total.runs()))));
        line(
                "time",
                String.format(
                        Locale.ROOT,
                        "%s of %,.0f simulated hours, %,.0f runs/s",
                        Figures.time(watch.wall()),
                        total.hours(),
                        total.runs() * 1e9 / Math.max(1, watch.wall().toNanos())));
        printSeeds("broken", total.violations());
        printSeeds("differ", watch.differentSeeds());
    }

    private void printSeeds(String name, List<Long> seeds) {
        if (!seeds.isEmpty()) {
            String more = seeds.size() > MAX_PRINTED_SEEDS ? " and more" : "";
            line(name, "by seeds " + seeds.stream().limit(MAX_PRINTED_SEEDS).toList() + more);
        }
    }

    private static <K> String byCount(Map<K, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<K, Long>comparingByValue().reversed())
                .map(entry -> Figures.count(entry.getValue()) + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    private void line(String name, String text) {
        terminal.print(8, name, text);
    }
}
