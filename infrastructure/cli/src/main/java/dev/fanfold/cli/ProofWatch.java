package dev.fanfold.cli;

import dev.fanfold.cli.text.Terminal;
import dev.fanfold.simulator.Proof;
import dev.fanfold.simulator.Run;
import org.jspecify.annotations.Nullable;

/// What a proof has come to so far. From any thread.
final class ProofWatch {
    private final Terminal terminal;
    private final long seeds;
    private final @Nullable Proof again;
    private final long start = System.nanoTime();
    private long runs;
    private long same;
    private long violations;
    private long history;
    private long shown;

    /// @param again runs each seed once more, null when nobody wants to know
    ProofWatch(Terminal terminal, long seeds, @Nullable Proof again) {
        this.terminal = terminal;
        this.seeds = seeds;
        this.again = again;
    }

    void saw(Run run) {
        boolean equal = again == null || again.run(run.scenario(), false).hash() == run.hash();
        count(run, equal);
    }

    private synchronized void count(Run run, boolean equal) {
        runs++;
        // Whatever the order in which runs end.
        history ^= run.hash() * (2 * run.scenario().seed() + 1);
        violations += run.violation().isPresent() ? 1 : 0;
        violations += equal ? 0 : 1;
        same += again != null && equal ? 1 : 0;
        show();
    }

    private void show() {
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        if (terminal.live() ? seconds > shown : seconds >= shown + 10) {
            shown = seconds;
            String line = "%,d of %,d runs, %,d violations".formatted(runs, seeds, violations);
            terminal.err().print(terminal.live() ? "\r" + line : line + "\n");
            terminal.err().flush();
        }
    }

    void end() {
        if (terminal.live() && shown > 0) {
            terminal.err().print("\r\u001b[K");
        }
    }

    /// Runs in which a promise was not kept, or of which a second was not the same.
    synchronized long violations() {
        return violations;
    }

    /// Runs of which a second was the same.
    synchronized long same() {
        return same;
    }

    /// The same for the same runs.
    synchronized String history() {
        return "%016x".formatted(history);
    }
}
