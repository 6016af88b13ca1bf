package dev.fanfold.cli.outputs;

import dev.fanfold.workload.Outputs.Output;
import java.io.IOException;
import java.io.InputStream;

/// The bytes of an output from an offset on. An `IOException` of its source is thrown as a
/// [BrokenStreamException]; other exceptions are thrown unchanged.
final class RemoteStream implements AutoCloseable {
    private final InputStream stream;

    RemoteStream(OutputSource source, Output output, long from) throws BrokenStreamException {
        try {
            this.stream = source.open(output, from);
        } catch (IOException e) {
            throw new BrokenStreamException(e);
        }
    }

    /// Reads at least one byte.
    int read(byte[] buffer, int max) throws BrokenStreamException {
        try {
            int count = stream.read(buffer, 0, max);
            if (count > 0) {
                return count;
            }
        } catch (IOException e) {
            throw new BrokenStreamException(e);
        }
        throw new BrokenStreamException("it ended early");
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            // All bytes that were read are in the file, and their hash is checked.
        }
    }
}
