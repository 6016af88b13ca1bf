package dev.fanfold.cli.text;

import java.io.IOException;
import java.io.OutputStream;

/// Standard output whose reader may stop early, as `head` does.
///
/// After the reader closes the pipe, output is dropped without an error. Other errors, such as a
/// full disk, are thrown.
final class PipedOutput extends OutputStream {
    private static final String HUNG_UP = "Broken pipe";
    private final OutputStream out;
    private boolean isOver;

    PipedOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] some, int from, int count) throws IOException {
        if (isOver) {
            return;
        }
        try {
            out.write(some, from, count);
        } catch (IOException e) {
            isOver = HUNG_UP.equals(e.getMessage());
            if (!isOver) {
                throw e;
            }
        }
    }
}
