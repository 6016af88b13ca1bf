package dev.fanfold.cli.outputs;

import dev.fanfold.cli.text.CopyProgress;
import dev.fanfold.cli.text.Figures;
import dev.fanfold.cli.text.Terminal;
import dev.fanfold.engine.fold.OutputCount;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Counts the copied files and bytes, and shows the progress. Thread-safe.
public final class CopyWatch {
    private static final int MAX_PRINTED = 20;
    private static final Duration REDRAW = Duration.ofMillis(200);
    private static final Duration LOG = Duration.ofSeconds(3);
    private final Terminal terminal;
    private final OutputCount all;
    private final InstantSource clock;
    private final Instant start;
    private Instant shown;
    private boolean isDrawn;
    private long bytes;
    private long copied;
    private long copiedBytes;
    private long complete;
    private long failed;

    /// @param all the number and size of all outputs; [OutputCount#NONE] if it is not known
    public CopyWatch(Terminal terminal, OutputCount all, InstantSource clock) {
        this.terminal = terminal;
        this.all = all;
        this.clock = clock;
        this.start = clock.instant();
        this.shown = start;
    }

    /// Counts bytes of files that are not complete yet. If bytes have to be copied again, the
    /// number is negative.
    synchronized void advance(long count) {
        bytes += count;
        Instant now = clock.instant();
        if (Duration.between(shown, now).compareTo(terminal.live() ? REDRAW : LOG) >= 0) {
            shown = now;
            show(
                    new CopyProgress(
                            copied + complete,
                            bytes,
                            all.count(),
                            all.bytes(),
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

    synchronized void copied(long length) {
        copied++;
        copiedBytes += length;
    }

    synchronized void complete() {
        complete++;
    }

    // Printed immediately, because the other files may take long.
    synchronized void failed(String message) {
        failed++;
        if (failed <= MAX_PRINTED) {
            clear();
            terminal.say(message);
        }
    }

    /// Call it when nothing is copied any more.
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

    /// Whether there were no outputs.
    public synchronized boolean isEmpty() {
        return copied + complete + failed == 0;
    }

    /// Whether outputs could not be copied.
    public synchronized boolean hasFailures() {
        return failed > 0;
    }

    /// `3 files copied, 1.2 MiB; 2 files were complete; 1 failed`
    public synchronized String summary() {
        String before =
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
                        before,
                        failed == 0 ? "" : "; " + Figures.count(failed) + " failed");
    }
}
