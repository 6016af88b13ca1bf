package dev.fanfold.cli.text;

import java.io.IOException;
import java.io.OutputStream;

/// Standard output whose reader may stop early, as `head` does.
///
/// After the reader closes the pipe, output is dropped without an error. Other errors, such as a
/// full disk, are thrown.
final class PipedOutput extends OutputStream {
    private static final String BROKEN_PIPE = "Broken pipe";
    private final OutputStream out;
    private boolean readerClosed;

    PipedOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        if (readerClosed) {
            return;
        }
        try {
            out.write(bytes, from, count);
        } catch (IOException e) {
            readerClosed = BROKEN_PIPE.equals(e.getMessage());
            if (!readerClosed) {
                throw e;
            }
        }
    }
}
