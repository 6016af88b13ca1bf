package dev.fanfold.cli;

import dev.fanfold.aws.CurrentTask;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Sends what workloads and their libraries print to standard error.
///
/// Standard output is for the answer. Each line is written whole, with its task in front if that is
/// known.
final class WorkloadOutput extends OutputStream {
    /// Longer lines are split.
    private static final int MAX_LINE = 16 * 1024;

    private final Consumer<String> to;
    // A thread may print a line in several pieces.
    private final Map<Thread, Begun> begun = new ConcurrentHashMap<>();

    private static final class Begun extends ByteArrayOutputStream {
        private final String label =
                CurrentTask.current().map(what -> "[" + what + "] ").orElse("");
    }

    /// @param to receives each line
    WorkloadOutput(Consumer<String> to) {
        this.to = to;
    }

    /// Redirects this process's standard output and standard error, line by line. Unfinished lines
    /// are written when the process ends.
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
                // Each line is already written when it ends.
            }
        };
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
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
        Begun line = begun.computeIfAbsent(Thread.currentThread(), _ -> new Begun());
        line.write(bytes, from, count);
        if (line.size() > MAX_LINE) {
            endLine(Thread.currentThread());
        }
    }

    private void endLine(Thread thread) {
        Begun line = begun.remove(thread);
        if (line != null) {
            String text = line.toString(StandardCharsets.UTF_8).stripTrailing();
            to.accept(line.label + text.replace("\t", "    "));
        }
    }

    /// Prints unfinished lines.
    void end() {
        begun.keySet().forEach(this::endLine);
    }
}
