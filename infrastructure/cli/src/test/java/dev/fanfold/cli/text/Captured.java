package dev.fanfold.cli.text;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// A stream that keeps its text.
public final class Captured {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(disk(), true, StandardCharsets.UTF_8);
    private boolean full;

    private OutputStream disk() {
        return new FilterOutputStream(bytes) {
            @Override
            public void write(int one) throws IOException {
                if (full) {
                    throw new IOException("No space left on device");
                }
                super.write(one);
            }
        };
    }

    public PrintStream stream() {
        return stream;
    }

    /// A terminal that writes both streams here.
    public Terminal terminal() {
        return new Terminal(stream, stream, false, false, 80);
    }

    public String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /// Fails all further writes, like a full disk.
    public void fill() {
        full = true;
    }

    /// Deletes the kept text.
    public void clear() {
        bytes.reset();
    }
}
