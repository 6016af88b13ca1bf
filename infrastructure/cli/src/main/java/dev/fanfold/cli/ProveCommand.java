package dev.fanfold.cli;

import dev.fanfold.cli.text.Figures;
import dev.fanfold.engine.arrival.InputFault;
import dev.fanfold.simulator.Application;
import dev.fanfold.simulator.Proof;
import dev.fanfold.simulator.Run;
import dev.fanfold.simulator.Scenario;
import dev.fanfold.simulator.Story;
import dev.fanfold.simulator.fault.Fault;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `fanfold prove`: the application under faults, seed by seed.
@Command(
        name = "prove",
        description =
                "Runs the real functions on simulated services that do whatever AWS allows, and compares every answer with a plain program's.")
final class ProveCommand implements Callable<Integer> {
    private static final long MOST_SEEDS = 100_000_000;
    private final Surroundings here;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "How many runs; by default ${DEFAULT-VALUE}.")
    private long seeds = 1_000;

    @Option(
            names = "--from",
            paramLabel = "SEED",
            description = "The first seed; by default ${DEFAULT-VALUE}.")
    private long from = 1;

    @Option(names = "--stop", description = "Stop at the first run in which a promise is not kept.")
    private boolean stop;

    @Option(names = "--twice", description = "Run each seed twice, and compare all that happened.")
    private boolean twice;

    @Option(
            names = "--replay",
            paramLabel = "SCENARIO",
            description = "Run one seed, or a line of an earlier proof, and print what happens.")
    private @Nullable String replay;

    @Option(
            names = "--template",
            paramLabel = "FILE",
            description = "The application to prove; by default Fanfold's own template.yaml.")
    private @Nullable Path template;

    ProveCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        if (seeds < 1 || seeds > MOST_SEEDS) {
            throw new InputFault("--seeds is 1 to " + MOST_SEEDS + ", not " + seeds);
        }
        Proof proof = Proof.of(Application.of(template == null ? here.template() : template));
        return (replay == null ? prove(proof) : replay(proof, replay)).code();
    }

    private Exit replay(Proof proof, String text) {
        Run run;
        try {
            run = proof.run(Scenario.parse(text), true);
        } catch (IllegalArgumentException e) {
            throw new InputFault("--replay: " + e.getMessage(), e);
        }
        PrintStream out = here.terminal().out();
        run.trace().forEach(out::println);
        out.println(run.violation().map(Object::toString).orElse("every promise was kept"));
        return run.violation().isEmpty() ? Exit.SUCCESS : Exit.FAILURE;
    }

    private Exit prove(Proof proof) {
        long start = System.nanoTime();
        var watch = new ProofWatch(here.terminal(), seeds, twice ? proof : null);
        Proof.Total total =
                proof.run(from, from + seeds, watch::saw, () -> stop && watch.violations() > 0);
        watch.end();
        print(total, watch, Duration.ofNanos(System.nanoTime() - start));
        if (!total.violations().isEmpty()) {
            Run small = proof.smallest(Scenario.of(total.violations().getFirst()));
            here.terminal().out().println(new Story(small).text());
        }
        here.terminal().out().println(Figures.of(watch.violations(), "violation"));
        return watch.violations() == 0 ? Exit.SUCCESS : Exit.FAILURE;
    }

    private void print(Proof.Total total, ProofWatch watch, Duration wall) {
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
        if (twice) {
            line("twice", Figures.count(watch.same()) + " of " + total.runs() + " the same");
        }
        line(
                "time",
                "%s of %,.0f simulated hours, %,.0f runs/s"
                        .formatted(
                                Figures.time(wall),
                                total.hours(),
                                total.runs() * 1e9 / wall.toNanos()));
        if (!total.violations().isEmpty()) {
            line("broken", "by seeds " + total.violations().stream().limit(20).toList());
        }
    }

    private static <K> String byCount(Map<K, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<K, Long>comparingByValue().reversed())
                .map(one -> Figures.count(one.getValue()) + " " + one.getKey())
                .collect(Collectors.joining(", "));
    }

    private void line(String name, String text) {
        here.terminal().out().printf(Locale.ROOT, "%-8s %s%n", name, text);
    }
}
