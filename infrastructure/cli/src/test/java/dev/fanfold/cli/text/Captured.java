package dev.fanfold.cli.text;

import java.io.ByteArrayOutputStream;
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
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] some, int from, int count) throws IOException {
                if (full) {
                    throw new IOException("No space left on device");
                }
                bytes.write(some, from, count);
            }
        };
    }

    public PrintStream stream() {
        return stream;
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
