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

/// Counts the runs of a proof, and prints its violations and its progress. Any thread may call
/// [#onRun].
final class ProofWatch {
    private static final int MAX_PRINTED = 20;
    private final Terminal terminal;
    private final long seeds;
    private final @Nullable Proof secondProof;
    private final long start = System.nanoTime();
    private long end = start;
    private long runs;
    private final List<Long> differentSeeds = new ArrayList<>();
    private long violations;
    private long history;
    private long shownSecond;

    /// @param secondProof runs each seed a second time; null for no second runs
    ProofWatch(Terminal terminal, long seeds, @Nullable Proof secondProof) {
        this.terminal = terminal;
        this.seeds = seeds;
        this.secondProof = secondProof;
    }

    /// Counts a run. If there is a second proof, runs the seed again and compares the results.
    void onRun(RunResult run) {
        boolean equal =
                secondProof == null || secondProof.run(run.scenario(), false).hash() == run.hash();
        count(run, equal);
    }

    private synchronized void count(RunResult run, boolean equal) {
        runs++;
        // XOR, because runs end in any order.
        history ^= run.hash() * (2 * run.scenario().seed() + 1);
        run.violation().ifPresent(broken -> addViolation(run, broken.toString()));
        if (!equal) {
            differentSeeds.add(run.scenario().seed());
            addViolation(run, "its second run differed");
        }
        showProgress();
    }

    // Prints the violation immediately, because the remaining runs may take long. After MAX_PRINTED
    // it only counts.
    private void addViolation(RunResult run, String problem) {
        violations++;
        if (violations <= MAX_PRINTED) {
            clear();
            terminal.say("seed " + run.scenario().seed() + ": " + problem);
        }
    }

    private void showProgress() {
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        if (terminal.live() ? seconds > shownSecond : seconds >= shownSecond + 10) {
            shownSecond = seconds;
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

    /// Ends the measured time and the progress. Call it when all runs have ended.
    void end() {
        end = System.nanoTime();
        clear();
    }

    private void clear() {
        if (terminal.live() && shownSecond > 0) {
            terminal.clear();
        }
    }

    /// The number of broken promises and of second runs that differed. A run can have both.
    synchronized long violations() {
        return violations;
    }

    /// The number of seeds whose second run equalled the first; empty if there were no second runs.
    synchronized OptionalLong equalRuns() {
        return secondProof == null
                ? OptionalLong.empty()
                : OptionalLong.of(runs - differentSeeds.size());
    }

    /// The seeds whose second run differed.
    synchronized List<Long> differentSeeds() {
        return differentSeeds.stream().sorted().toList();
    }

    /// The time from the start to [#end()].
    Duration wall() {
        return Duration.ofNanos(end - start);
    }

    /// A hash of all runs, in any order. Two proofs with equal runs have the same hash.
    synchronized String history() {
        return "%016x".formatted(history);
    }
}
