package dev.fanfold.aws;

import dev.fanfold.workload.Pin;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;

/// The bytes of an object from an offset on, read range by range.
///
/// The first range ends 16 KB beyond the expected end, because most readers also need the rest of
/// their last record. If that is not enough, further ranges of 32 KB, 64 KB and so on up to 8 MB
/// are requested. No range goes beyond the end of the object. If the connection breaks during a
/// read, the read requests the unread rest of the range again, up to two times.
final class RangedStream extends InputStream {
    /// The number of bytes beyond the expected end that the first range includes. It is also the
    /// longest rest of a range that [#close()] reads.
    private static final long EXTRA_BYTES = 16 * 1024;

    private static final long MAX_RANGE = 8 * 1024 * 1024;
    private static final int MAX_TRIES = 3;

    private final Pin pin;
    private final Ranges ranges;
    private long position;
    private long rangeEnd;
    private long rangeLength = EXTRA_BYTES;
    private @Nullable ResponseInputStream<?> response;

    /// Requests the bytes `first` to `last`, both included.
    interface Ranges {
        ResponseInputStream<?> get(long first, long last);
    }

    /// @param pin the object; only its size is used, and its URI for errors
    /// @param from the offset of the first byte
    /// @param to the expected end
    RangedStream(Pin pin, long from, long to, Ranges ranges) {
        this.pin = pin;
        this.ranges = ranges;
        this.position = from;
        this.rangeEnd = Math.min(Math.max(to, from) + EXTRA_BYTES, pin.size());
    }

    @Override
    public int read() throws IOException {
        byte[] buffer = new byte[1];
        return read(buffer, 0, 1) < 0 ? -1 : buffer[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position >= rangeEnd && !advance()) {
            return -1;
        }
        int read = readWithRetries(into, offset, length);
        position += read;
        return read;
    }

    // Starts the next range; false at the end of the object.
    private boolean advance() throws IOException {
        close();
        rangeLength = Math.min(rangeLength * 2, MAX_RANGE);
        rangeEnd = Math.min(position + rangeLength, pin.size());
        return position < rangeEnd;
    }

    private int readWithRetries(byte[] into, int offset, int length) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                int read = response().read(into, offset, length);
                if (read > 0) {
                    return read;
                }
                throw new IOException(
                        "%s ended at byte %d of %d".formatted(pin.uri(), position, rangeEnd));
            } catch (IOException e) {
                abort();
                if (attempt == MAX_TRIES || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
        }
    }

    private ResponseInputStream<?> response() {
        ResponseInputStream<?> current = response;
        if (current == null) {
            current = ranges.get(position, rangeEnd - 1);
            response = current;
        }
        return current;
    }

    // If the unread rest of the range is short, it is read, so that the connection can be reused.
    @Override
    public void close() throws IOException {
        if (rangeEnd - position > EXTRA_BYTES) {
            abort();
        } else if (response != null) {
            response.close();
            response = null;
        }
    }

    private void abort() {
        if (response != null) {
            response.abort();
            response = null;
        }
    }
}
