package dev.fanfold.engine.port;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Objects;

/// Writes one file, which exists only after [#complete()].
///
/// If the writer is closed before it is complete, or a write fails, everything that it wrote is
/// removed. Only one thread at a time may use it.
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

    /// The part of a writer that stores the bytes; each [OutputStore] implements it.
    public interface Sink {
        /// Takes the next bytes. The caller reuses the array afterwards.
        void write(byte[] bytes, int offset, int count) throws IOException;

        /// Stores the file under its key.
        void complete() throws IOException;

        /// Removes everything that is stored so far. The writer calls this method at most once, and
        /// not after [#complete()] returned.
        void abort() throws IOException;
    }

    private enum State {
        OPEN,
        /// A call of the sink has begun and has not returned normally.
        UNSURE,
        COMPLETE,
        ABORTED
    }

    private interface SinkCall {
        void run() throws IOException;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, bytes.length);
        run(() -> sink.write(bytes, offset, count));
        digest.update(bytes, offset, count);
        length += count;
    }

    /// Makes the file exist under its key.
    ///
    /// If this method throws, the file may exist nevertheless, because only the response of the
    /// store may have been lost.
    ///
    /// @return the fingerprint of the file
    /// @throws IOException if the completion or an earlier write failed, or if the writer is closed
    ///   or already complete
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

    private void run(SinkCall call) throws IOException {
        if (state != State.OPEN) {
            throw new IOException(
                    "the output %s takes no more bytes: %s".formatted(key, closedBecause()));
        }
        // If the call throws an Error, this state stays, so that the file cannot be completed
        // without these bytes.
        state = State.UNSURE;
        try {
            call.run();
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
        } catch (IOException | RuntimeException abortFailure) {
            failure.addSuppressed(abortFailure);
        }
    }

    private void abort() throws IOException {
        state = State.ABORTED;
        sink.abort();
    }
}
