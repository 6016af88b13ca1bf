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

/// The state of a proof while it runs. Thread-safe.
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

    /// @param again runs each seed a second time, null for no second run
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
        // XOR, so that the order in which runs end does not matter.
        history ^= run.hash() * (2 * run.scenario().seed() + 1);
        run.violation().ifPresent(broken -> tell(run, broken.toString()));
        if (!equal) {
            different.add(run.scenario().seed());
            tell(run, "its second run differed");
        }
        show();
    }

    // Printed immediately, because the remaining runs may take long.
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

    /// All runs have ended.
    void end() {
        ended = System.nanoTime();
        clear();
    }

    private void clear() {
        if (terminal.live() && shown > 0) {
            terminal.clear();
        }
    }

    /// Runs that broke a promise, or whose second run differed.
    synchronized long violations() {
        return violations;
    }

    /// How many second runs equalled the first; empty if there were no second runs.
    synchronized OptionalLong same() {
        return again == null ? OptionalLong.empty() : OptionalLong.of(runs - different.size());
    }

    /// Seeds whose second run differed.
    synchronized List<Long> different() {
        return different.stream().sorted().toList();
    }

    /// The time from the start to [#end()].
    Duration wall() {
        return Duration.ofNanos(ended - start);
    }

    /// A hash over all runs; equal for equal runs.
    synchronized String history() {
        return "%016x".formatted(history);
    }
}
