package dev.fanfold.cli.text;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// A stream whose text can be read back.
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

    /// A terminal whose both streams are this one.
    public Terminal terminal() {
        return new Terminal(stream, stream, false, false, 80);
    }

    public String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /// From here on it takes nothing, like a disk that is full.
    public void fill() {
        full = true;
    }

    /// Forgets what was printed so far.
    public void clear() {
        bytes.reset();
    }
}
