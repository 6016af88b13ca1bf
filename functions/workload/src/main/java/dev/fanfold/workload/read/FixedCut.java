package dev.fanfold.workload.read;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Pin;
import java.io.IOException;
import java.io.InputStream;

/// Finds the records that start in a slice, if all records have the same length.
final class FixedCut implements Cut {
    private final InputStream in;
    private final Pin object;
    private final long first;
    private final long to;
    private final byte[] record;
    private long position;
    private long consumed;

    /// @param in the object from `first` on
    /// @param first where the first record of the slice starts in the object
    /// @param to the end of the slice
    /// @param length the length of a record in bytes
    FixedCut(InputStream in, Pin object, long first, long to, int length) {
        this.in = in;
        this.object = object;
        this.first = first;
        this.to = to;
        this.record = new byte[length];
        this.position = first;
    }

    @Override
    public boolean next() throws IOException {
        if (position >= to) {
            return false;
        }
        int read = in.readNBytes(record, 0, record.length);
        if (read < record.length) {
            throw new InvalidInputException(
                    "%s: the record at byte %d has %d bytes, not %d: is the file complete, and of records of that length?"
                            .formatted(object.uri(), position, read, record.length));
        }
        position += read;
        consumed += read;
        return true;
    }

    @Override
    public byte[] bytes() {
        return record;
    }

    @Override
    public int from() {
        return 0;
    }

    // Only text has a byte order mark. In records of one length the same bytes may be data.
    @Override
    public int textFrom() {
        return from();
    }

    @Override
    public int to() {
        return record.length;
    }

    @Override
    public long start() {
        return position - record.length;
    }

    @Override
    public long first() {
        return first;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public long consumed() {
        return consumed;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
