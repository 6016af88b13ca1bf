package dev.fanfold.cli;

import dev.fanfold.cli.text.Figures;
import dev.fanfold.cli.text.Terminal;
import dev.fanfold.simulator.Proof;
import dev.fanfold.simulator.RunResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What a proof has come to so far. From any thread.
final class ProofWatch {
    private static final int MAX_PRINTED = 20;
    private final Terminal terminal;
    private final long seeds;
    private final @Nullable Proof again;
    private final long start = System.nanoTime();
    private long ended = start;
    private long runs;
    private final List<Long> different = new ArrayList<>();
    private long violations;
    private long history;
    private long shown;

    /// @param again runs each seed once more, null when nobody wants to know
    ProofWatch(Terminal terminal, long seeds, @Nullable Proof again) {
        this.terminal = terminal;
        this.seeds = seeds;
        this.again = again;
    }

    void saw(RunResult run) {
        boolean equal = again == null || again.run(run.scenario(), false).hash() == run.hash();
        count(run, equal);
    }

    private synchronized void count(RunResult run, boolean equal) {
        runs++;
        // Whatever the order in which runs end.
        history ^= run.hash() * (2 * run.scenario().seed() + 1);
        run.violation().ifPresent(broken -> tell(run, broken.toString()));
        if (!equal) {
            different.add(run.scenario().seed());
            tell(run, "its second run was another one");
        }
        show();
    }

    // At once: the rest may take long, and need not be waited for.
    private void tell(RunResult run, String what) {
        violations++;
        if (violations <= MAX_PRINTED) {
            clear();
            terminal.say("seed " + run.scenario().seed() + ": " + what);
        }
    }

    private void show() {
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        if (terminal.live() ? seconds > shown : seconds >= shown + 10) {
            shown = seconds;
            String line =
                    "%s of %s, %s"
                            .formatted(
                                    Figures.count(runs),
                                    Figures.of(seeds, "run"),
                                    Figures.of(violations, "violation"));
            if (terminal.live()) {
                terminal.draw(line);
            } else {
                terminal.log(line);
            }
        }
    }

    /// All runs are over.
    void end() {
        ended = System.nanoTime();
        clear();
    }

    private void clear() {
        if (terminal.live() && shown > 0) {
            terminal.clear();
        }
    }

    /// Runs in which a promise was not kept, or of which a second was not the same.
    synchronized long violations() {
        return violations;
    }

    /// How many runs were the same a second time; none when there was no second time.
    synchronized OptionalLong same() {
        return again == null ? OptionalLong.empty() : OptionalLong.of(runs - different.size());
    }

    /// Seeds whose second run was another one.
    synchronized List<Long> different() {
        return different.stream().sorted().toList();
    }

    /// How long it took, until [#end()].
    Duration wall() {
        return Duration.ofNanos(ended - start);
    }

    /// The same for the same runs.
    synchronized String history() {
        return "%016x".formatted(history);
    }
}
