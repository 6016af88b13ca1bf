package dev.fanfold.items;

import dev.fanfold.workload.Task;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// An output of lines that continues in a further output when it becomes too large:
/// `results.jsonl`, `results-2.jsonl`, and so on. Each of them starts with the header, if there is
/// one.
final class SplitOutput implements AutoCloseable {
    /// The maximum size of an object that S3 accepts in one upload, 5 GB. Larger files are unhandy.
    static final long MAX_BYTES = 5L << 30;

    private final Task task;
    private final LineFile file;
    private final long max;
    private @Nullable OutputStream out;
    private int number;
    private long bytes;

    /// @param max the maximum size of an output in bytes, unless a line is longer
    SplitOutput(Task task, LineFile file, long max) {
        this.task = task;
        this.file = file;
        this.max = max;
    }

    void writeLine(String line) throws IOException {
        byte[] encoded = encoded(line);
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
        var open = new BufferedOutputStream(task.output(file.name(number)), 1 << 16);
        out = open;
        if (file.header().isPresent()) {
            byte[] header = encoded(file.header().get());
            open.write(header);
            bytes = header.length;
        }
        return open;
    }

    private static byte[] encoded(String line) {
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
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
