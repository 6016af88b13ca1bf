package dev.fanfold.cli;

import dev.fanfold.cli.text.Figures;
import dev.fanfold.simulator.Application;
import dev.fanfold.simulator.Proof;
import dev.fanfold.simulator.RunResult;
import dev.fanfold.simulator.Scenario;
import dev.fanfold.simulator.Story;
import dev.fanfold.template.TemplateException;
import dev.fanfold.workload.InvalidInputException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `fanfold prove`: runs the application with the simulator's own workloads under injected faults,
/// one run per seed.
@Command(
        name = "prove",
        description =
                "Runs the real functions on simulated services, with faults that AWS allows, and compares each answer with that of a plain program.")
final class ProveCommand implements Callable<Integer> {
    private static final long MAX_SEEDS = 100_000_000;
    private final CommandContext context;

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

    @Option(names = "--stop", description = "Stop after the first violation.")
    private boolean stop;

    @Option(names = "--twice", description = "Run each seed twice, and compare the histories.")
    private boolean twice;

    @Option(
            names = "--replay",
            paramLabel = "SCENARIO",
            description =
                    "Run one seed, or a scenario that an earlier proof printed, and print its history.")
    private @Nullable String replay;

    @Option(
            names = "--template",
            paramLabel = "FILE",
            description =
                    "The template to prove; by default template.yaml in the current folder, otherwise Fanfold's own.")
    private @Nullable Path template;

    ProveCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (seeds < 1 || seeds > MAX_SEEDS) {
            throw new InvalidInputException("--seeds is 1 to " + MAX_SEEDS + ", not " + seeds);
        }
        if (from < 0 || from > Long.MAX_VALUE - seeds) {
            throw new InvalidInputException(
                    "--from is 0 to " + (Long.MAX_VALUE - seeds) + ", not " + from);
        }
        return (replay == null ? prove(proof()) : replay(scenario(replay))).code();
    }

    private Proof proof() {
        try {
            return Proof.of(Application.of(template == null ? context.template() : template));
        } catch (TemplateException e) {
            throw new InvalidInputException("--template: " + e.getMessage(), e);
        }
    }

    private static Scenario scenario(String text) {
        try {
            return Scenario.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("--replay: " + e.getMessage(), e);
        }
    }

    private Exit replay(Scenario scenario) {
        RunResult run = proof().run(scenario, true);
        run.trace().forEach(context.terminal()::print);
        context.terminal()
                .print(run.violation().map(Object::toString).orElse("no promise was broken"));
        return run.violation().isEmpty() ? Exit.SUCCESS : Exit.FAILURE;
    }

    private Exit prove(Proof proof) {
        var watch = new ProofWatch(context.terminal(), seeds, twice ? proof : null);
        try (var interruptibleWork = new InterruptibleWork()) {
            Proof.Total total =
                    proof.run(
                            from,
                            from + seeds,
                            watch::onRun,
                            () ->
                                    interruptibleWork.isStopRequested()
                                            || (stop && watch.violations() > 0));
            watch.end();
            new ProofReport(context.terminal()).print(total, watch, from);
            if (interruptibleWork.isStopRequested()) {
                context.terminal().say("stopped after " + total.runs() + " of " + seeds + " runs");
            } else if (!total.violations().isEmpty()) {
                // A smaller run that breaks the same promise is easier to read.
                RunResult smallest = proof.smallest(Scenario.of(total.violations().getFirst()));
                new Story(smallest).text().lines().forEach(context.terminal()::print);
            }
            context.terminal().print(Figures.of(watch.violations(), "violation"));
        }
        return watch.violations() == 0 ? Exit.SUCCESS : Exit.FAILURE;
    }
}
