package dev.fanfold.cli;

import dev.fanfold.aws.CurrentTask;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Splits what workloads and their libraries print into lines, which are logged to standard error.
///
/// Standard output is reserved for the answer. Each line is written as a whole. If the task that
/// printed it is known, the line begins with the task.
final class WorkloadOutput extends OutputStream {
    /// A line is split after the call that makes it longer than this.
    private static final int MAX_LINE_BYTES = 16 * 1024;

    private final Consumer<String> log;
    // By thread, because a thread may print one line with several calls.
    private final Map<Thread, UnfinishedLine> unfinished = new ConcurrentHashMap<>();

    private static final class UnfinishedLine extends ByteArrayOutputStream {
        private final String label =
                CurrentTask.current().map(task -> "[" + task + "] ").orElse("");
    }

    /// @param log receives each line
    WorkloadOutput(Consumer<String> log) {
        this.log = log;
    }

    /// Redirects `System.out` and `System.err`, line by line.
    ///
    /// Unfinished lines are written when the process shuts down.
    ///
    /// @param log receives each line; it must not print to `System.out` or `System.err`
    static void redirect(Consumer<String> log) {
        WorkloadOutput out = new WorkloadOutput(log);
        WorkloadOutput err = new WorkloadOutput(log);
        System.setOut(out.stream());
        System.setErr(err.stream());
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    out.endLines();
                                    err.endLines();
                                },
                                "prints"));
    }

    /// A stream to print to. Closing it has no effect, because it is shared.
    PrintStream stream() {
        return new PrintStream(this, true, StandardCharsets.UTF_8) {
            @Override
            public void close() {
                // Nothing to flush: lines are written when they end, or when the process ends.
            }
        };
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        int start = from;
        for (int i = from; i < from + count; i++) {
            if (bytes[i] == '\n') {
                add(bytes, start, i - start);
                endLine(Thread.currentThread());
                start = i + 1;
            }
        }
        if (start < from + count) {
            add(bytes, start, from + count - start);
        }
    }

    private void add(byte[] bytes, int from, int count) {
        UnfinishedLine line =
                unfinished.computeIfAbsent(Thread.currentThread(), _ -> new UnfinishedLine());
        line.write(bytes, from, count);
        if (line.size() > MAX_LINE_BYTES) {
            endLine(Thread.currentThread());
        }
    }

    private void endLine(Thread thread) {
        UnfinishedLine line = unfinished.remove(thread);
        if (line != null) {
            String text = line.toString(StandardCharsets.UTF_8).stripTrailing();
            log.accept(line.label + text.replace("\t", "    "));
        }
    }

    /// Writes the unfinished lines.
    void endLines() {
        unfinished.keySet().forEach(this::endLine);
    }
}
