package dev.fanfold.aws;

import dev.fanfold.workload.Pin;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;

/// The bytes of an object from an offset on, read range by range.
///
/// The first range ends a little beyond the expected end, because most readers still need the end
/// of their last record. Later ranges double, up to a limit. A broken connection is opened again at
/// the same offset.
final class RangedStream extends InputStream {
    private static final long BEYOND = 16 * 1024;
    private static final long MAX_RANGE = 8 * 1024 * 1024;
    private static final int TRIES = 3;

    private final Pin pin;
    private final Ranges ranges;
    private long at;
    private long end;
    private long next = BEYOND;
    private @Nullable ResponseInputStream<?> part;

    /// Reads bytes `first` to `last`, both included.
    interface Ranges {
        ResponseInputStream<?> get(long first, long last);
    }

    RangedStream(Pin pin, long from, long to, Ranges ranges) {
        this.pin = pin;
        this.ranges = ranges;
        this.at = from;
        this.end = Math.min(Math.max(to, from) + BEYOND, pin.size());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at >= end && !further()) {
            return -1;
        }
        int read = persistently(into, offset, length);
        at += read;
        return read;
    }

    private boolean further() throws IOException {
        close();
        next = Math.min(next * 2, MAX_RANGE);
        end = Math.min(at + next, pin.size());
        return at < end;
    }

    private int persistently(byte[] into, int offset, int length) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                int read = part().read(into, offset, length);
                if (read > 0) {
                    return read;
                }
                throw new IOException("%s ended at byte %d of %d".formatted(pin.uri(), at, end));
            } catch (IOException e) {
                abort();
                if (attempt == TRIES || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
        }
    }

    private ResponseInputStream<?> part() {
        ResponseInputStream<?> open = part;
        if (open == null) {
            open = ranges.get(at, end - 1);
            part = open;
        }
        return open;
    }

    // The short rest is read, so that the connection can be reused.
    @Override
    public void close() throws IOException {
        if (end - at > BEYOND) {
            abort();
        } else if (part != null) {
            part.close();
            part = null;
        }
    }

    private void abort() {
        if (part != null) {
            part.abort();
            part = null;
        }
    }
}
