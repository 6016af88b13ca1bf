package dev.fanfold.engine.port;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Objects;

/// Writes one file, which exists only after [#complete()].
///
/// A writer that is closed before, or that failed to write, leaves nothing. It is used by one
/// thread at a time.
public final class OutputWriter extends OutputStream {
    private final String key;
    private final Sink sink;
    private final MessageDigest digest = Fingerprint.digest();
    private State state = State.OPEN;
    private long length;

    public OutputWriter(String key, Sink sink) {
        this.key = key;
        this.sink = sink;
    }

    /// What an adapter does with the bytes.
    public interface Sink {
        /// Takes the next bytes. The array is reused by the caller.
        void write(byte[] bytes, int offset, int count) throws IOException;

        /// Stores the file under its key.
        void complete() throws IOException;

        /// Removes everything that is stored so far. It is called at most once, and not after a
        /// completion that succeeded.
        void abort() throws IOException;
    }

    private enum State {
        OPEN,
        /// A step of the sink has not returned. It failed if no step runs.
        UNSURE,
        COMPLETE,
        ABORTED
    }

    private interface Step {
        void run() throws IOException;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, bytes.length);
        run(() -> sink.write(bytes, offset, count));
        digest.update(bytes, offset, count);
        length += count;
    }

    /// Makes the file visible under its key.
    ///
    /// If this throws, the file may still be there, because only the response may have been lost.
    ///
    /// @return the fingerprint of what was written
    /// @throws IOException also if the writer failed before, or was closed or completed
    public Fingerprint complete() throws IOException {
        run(sink::complete);
        state = State.COMPLETE;
        return Fingerprint.of(length, digest);
    }

    /// Removes everything that was written, unless the file is complete.
    @Override
    public void close() throws IOException {
        if (state == State.OPEN || state == State.UNSURE) {
            abort();
        }
    }

    private void run(Step step) throws IOException {
        if (state != State.OPEN) {
            throw new IOException(
                    "the output %s takes no more bytes: %s".formatted(key, closedBecause()));
        }
        // An Error leaves this state, so that the file cannot be completed without these bytes.
        state = State.UNSURE;
        try {
            step.run();
        } catch (IOException | RuntimeException failure) {
            abortAfter(failure);
            throw failure;
        }
        state = State.OPEN;
    }

    private String closedBecause() {
        return switch (state) {
            case COMPLETE -> "it is complete";
            case OPEN, UNSURE, ABORTED -> "it failed or was closed; write it again from its start";
        };
    }

    private void abortAfter(Exception failure) {
        try {
            abort();
        } catch (IOException | RuntimeException further) {
            failure.addSuppressed(further);
        }
    }

    private void abort() throws IOException {
        state = State.ABORTED;
        sink.abort();
    }
}
