package dev.fanfold.items;

import dev.fanfold.workload.Task;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// An output of lines that continues in a further output when it becomes too large:
/// `results.jsonl`, `results-2.jsonl`, and so on.
final class SplitOutput implements AutoCloseable {
    /// The maximum size of an object that S3 accepts in one upload, 5 GB. Larger files are unhandy.
    static final long MAX_BYTES = 5L << 30;

    private final Task task;
    private final String name;
    private final long max;
    private @Nullable OutputStream out;
    private int number;
    private long bytes;

    /// @param name the name of the first output, without `.jsonl`
    /// @param max the maximum size of an output in bytes, unless a line is longer
    SplitOutput(Task task, String name, long max) {
        this.task = task;
        this.name = name;
        this.max = max;
    }

    void writeLine(String line) throws IOException {
        byte[] encoded = (line + "\n").getBytes(StandardCharsets.UTF_8);
        OutputStream open = out;
        if (open == null || bytes + encoded.length > max) {
            close();
            open = open();
        }
        open.write(encoded);
        bytes += encoded.length;
    }

    /// Starts the output, even if no line follows.
    OutputStream open() throws IOException {
        number++;
        bytes = 0;
        String suffix = number == 1 ? "" : "-" + number;
        var open = new BufferedOutputStream(task.output(name + suffix + ".jsonl"), 1 << 16);
        out = open;
        return open;
    }

    @Override
    public void close() throws IOException {
        OutputStream open = out;
        out = null;
        if (open != null) {
            open.close();
        }
    }
}
