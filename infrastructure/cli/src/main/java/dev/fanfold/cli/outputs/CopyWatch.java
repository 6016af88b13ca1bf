package dev.fanfold.cli.outputs;

import dev.fanfold.cli.text.CopyProgress;
import dev.fanfold.cli.text.Figures;
import dev.fanfold.cli.text.Terminal;
import dev.fanfold.engine.fold.OutputCount;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Counts the copied, complete and failed files, and prints the progress and the failures.
/// Thread-safe.
public final class CopyWatch {
    private static final int MAX_PRINTED = 20;
    private static final Duration REDRAW_INTERVAL = Duration.ofMillis(200);
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(3);
    private final Terminal terminal;
    private final OutputCount expected;
    private final InstantSource clock;
    private final Instant start;
    private Instant lastShown;
    private boolean isDrawn;
    private long bytes;
    private long copied;
    private long copiedBytes;
    private long complete;
    private long failed;

    /// @param expected the number and size of all outputs; [OutputCount#NONE] if not known
    public CopyWatch(Terminal terminal, OutputCount expected, InstantSource clock) {
        this.terminal = terminal;
        this.expected = expected;
        this.clock = clock;
        this.start = clock.instant();
        this.lastShown = start;
    }

    /// Counts bytes that were copied, or that were found on this machine and hashed. If they have
    /// to be copied again, or their output cannot be copied, the number is negative.
    synchronized void addBytes(long count) {
        bytes += count;
        Instant now = clock.instant();
        Duration interval = terminal.live() ? REDRAW_INTERVAL : LOG_INTERVAL;
        if (Duration.between(lastShown, now).compareTo(interval) >= 0) {
            lastShown = now;
            show(
                    new CopyProgress(
                            copied + complete,
                            bytes,
                            expected.count(),
                            expected.bytes(),
                            Duration.between(start, now)));
        }
    }

    private void show(CopyProgress progress) {
        if (terminal.live()) {
            isDrawn = true;
            terminal.draw(progress.bar());
        } else {
            terminal.log(progress.line());
        }
    }

    /// Counts a file that was copied.
    synchronized void addCopied(long length) {
        copied++;
        copiedBytes += length;
    }

    /// Counts a file that was complete and was not copied again.
    synchronized void addComplete() {
        complete++;
    }

    /// Counts an output that cannot be copied. Prints the message immediately, because the other
    /// files may take long. After 20 messages it only counts.
    synchronized void addFailed(String message) {
        failed++;
        if (failed <= MAX_PRINTED) {
            clear();
            terminal.say(message);
        }
    }

    /// Ends the progress, and prints how many messages were not printed. Call it when all copies
    /// have ended.
    synchronized void end() {
        clear();
        if (failed > MAX_PRINTED) {
            terminal.say(
                    "and %s of further outputs"
                            .formatted(Figures.of(failed - MAX_PRINTED, "error")));
        }
    }

    private void clear() {
        if (isDrawn) {
            isDrawn = false;
            terminal.clear();
        }
    }

    /// Whether no output was copied, complete or failed.
    public synchronized boolean isEmpty() {
        return copied + complete + failed == 0;
    }

    /// Whether outputs could not be copied.
    public synchronized boolean hasFailures() {
        return failed > 0;
    }

    /// `3 files copied, 1.2 MiB; 2 files were complete; 1 failed`
    public synchronized String summary() {
        String completeFiles =
                complete == 0
                        ? ""
                        : "; %s %s complete"
                                .formatted(
                                        Figures.of(complete, "file"),
                                        complete == 1 ? "was" : "were");
        return "%s copied, %s%s%s"
                .formatted(
                        Figures.of(copied, "file"),
                        Figures.bytes(copiedBytes),
                        completeFiles,
                        failed == 0 ? "" : "; " + Figures.count(failed) + " failed");
    }
}
