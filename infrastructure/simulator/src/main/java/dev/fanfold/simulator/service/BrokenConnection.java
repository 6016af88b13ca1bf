package dev.fanfold.simulator.service;

import java.io.IOException;
import java.io.InputStream;

/// The rest of a body when the connection breaks.
final class BrokenConnection extends InputStream {
    @Override
    public int read() throws IOException {
        return read(new byte[1], 0, 1);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        throw new IOException("the connection broke");
    }
}
