package dev.fanfold.cli.text;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// A print stream that records its text.
public final class Captured {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(disk(), true, StandardCharsets.UTF_8);
    private boolean full;

    private OutputStream disk() {
        return new FilterOutputStream(bytes) {
            @Override
            public void write(int value) throws IOException {
                if (full) {
                    throw new IOException("No space left on device");
                }
                super.write(value);
            }
        };
    }

    public PrintStream stream() {
        return stream;
    }

    /// A terminal whose output and errors are recorded here.
    public Terminal terminal() {
        return new Terminal(stream, stream, false, false, 80);
    }

    public String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /// Makes all further writes fail, as on a full disk.
    public void fill() {
        full = true;
    }

    /// Deletes the recorded text.
    public void clear() {
        bytes.reset();
    }
}
