package dev.fanfold.cli;

import dev.fanfold.aws.CurrentTask;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Redirects to standard error what workloads and their libraries print.
///
/// Standard output is reserved for the answer. Each line is written as a whole. If the task that
/// printed it is known, the line begins with the task.
final class WorkloadOutput extends OutputStream {
    /// Longer lines are split.
    private static final int MAX_LINE = 16 * 1024;

    private final Consumer<String> to;
    // By thread, because a thread may print one line with several calls.
    private final Map<Thread, UnfinishedLine> unfinished = new ConcurrentHashMap<>();

    private static final class UnfinishedLine extends ByteArrayOutputStream {
        private final String label =
                CurrentTask.current().map(task -> "[" + task + "] ").orElse("");
    }

    /// @param to receives each line
    WorkloadOutput(Consumer<String> to) {
        this.to = to;
    }

    /// Redirects the standard output and standard error of this process, line by line.
    ///
    /// Unfinished lines are written when the process ends.
    static void redirect(Consumer<String> to) {
        WorkloadOutput out = new WorkloadOutput(to);
        WorkloadOutput err = new WorkloadOutput(to);
        System.setOut(out.stream());
        System.setErr(err.stream());
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    out.end();
                                    err.end();
                                },
                                "prints"));
    }

    /// A stream to print to. Closing it has no effect, because it is shared.
    PrintStream stream() {
        return new PrintStream(this, true, StandardCharsets.UTF_8) {
            @Override
            public void close() {
                // Nothing to flush: each line was written when it ended.
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
        if (line.size() > MAX_LINE) {
            endLine(Thread.currentThread());
        }
    }

    private void endLine(Thread thread) {
        UnfinishedLine line = unfinished.remove(thread);
        if (line != null) {
            String text = line.toString(StandardCharsets.UTF_8).stripTrailing();
            to.accept(line.label + text.replace("\t", "    "));
        }
    }

    /// Prints unfinished lines.
    void end() {
        unfinished.keySet().forEach(this::endLine);
    }
}
