package dev.fanfold.workload.read;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Slice;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Finds the lines that start in a slice.
///
/// Slices are cut without reading the object, so a slice `[from, to)` may begin within a line. The
/// slice's first line follows the first line end at or after byte `from - 1`; its last line may end
/// after `to`.
final class LineCut implements Cut {
    private static final int BUFFER_BYTES = 1 << 16;
    // The minimum number of bytes after the slice that a read requests. It is enough for most lines
    // that cross the end of the slice.
    private static final int READ_AHEAD_BYTES = 1 << 12;

    private final InputStream in;
    private final Pin object;
    private final Ends ends;
    private final int maxLineBytes;
    private final long to;
    private byte[] bytes;
    // The offset in the object of bytes[0].
    private long bufferStart;
    // The index in the buffer at which the next line starts.
    private int position;
    // The number of bytes in the buffer.
    private int limit;
    // Whether the last byte in the buffer is the last of the object.
    private boolean isEndRead;
    private int lineFrom;
    private int lineTo;
    private final long first;
    private long consumed;

    /// The characters that end a line.
    enum Ends {
        /// LF or CRLF.
        LF,
        /// LF, CRLF or CR alone, as in [java.io.BufferedReader].
        ANY
    }

    /// @param in the object from `slice.from()` on, or from the byte before it if
    ///   `mayStartWithinLine`
    /// @param mayStartWithinLine whether a line may have started before the slice
    /// @param maxLineBytes maximum number of bytes in a line, without its end
    LineCut(
            InputStream in,
            Pin object,
            Slice slice,
            boolean mayStartWithinLine,
            Ends ends,
            int maxLineBytes)
            throws IOException {
        this.in = in;
        this.object = object;
        this.ends = ends;
        this.maxLineBytes = maxLineBytes;
        this.to = slice.to();
        this.bufferStart = mayStartWithinLine ? slice.from() - 1 : slice.from();
        this.bytes = new byte[(int) Math.min(BUFFER_BYTES, Math.max(64, 2 * slice.size()))];
        this.first = !mayStartWithinLine || findFirstLine() ? bufferStart + position : to;
    }

    // Skips the rest of a line that starts in an earlier slice. Returns whether a line starts in
    // this slice.
    private boolean findFirstLine() throws IOException {
        while (bufferStart + position + 1 < to) {
            if (position + 1 >= limit && !isEndRead) {
                fill();
                continue;
            }
            if (position == limit) {
                return false;
            }
            if (endsLine(position++)) {
                return position < limit || !isEndRead;
            }
        }
        return false;
    }

    // Whether the byte at this index ends a line. In CRLF, only the LF does.
    private boolean endsLine(int index) {
        return bytes[index] == '\n'
                || (bytes[index] == '\r'
                        && ends == Ends.ANY
                        && (index + 1 == limit || bytes[index + 1] != '\n'));
    }

    @Override
    public boolean next() throws IOException {
        if (first >= to || bufferStart + position >= to) {
            return false;
        }
        int end = findEnd();
        if (end == limit && position == limit) {
            return false; // the object is shorter than the plan says
        }
        lineFrom = position;
        lineTo = end;
        int next = end == limit ? limit : end + 1;
        if (end < limit && end > position && bytes[end] == '\n' && bytes[end - 1] == '\r') {
            lineTo = end - 1;
        }
        if (lineTo - lineFrom > maxLineBytes) {
            throw tooLong();
        }
        consumed += next - position;
        position = next;
        return true;
    }

    // The index of the byte that ends the line at `position`, or `limit` if the object ends first.
    private int findEnd() throws IOException {
        int index = position;
        while (true) {
            while (index < limit && bytes[index] != '\n' && bytes[index] != '\r') {
                index++;
            }
            // Whether a CR ends the line depends on the next byte, which may not be read yet.
            boolean isDecided = index + 1 < limit || (index < limit && bytes[index] == '\n');
            if (isDecided && endsLine(index)) {
                return index;
            }
            if (isDecided) {
                index++;
            } else if (isEndRead) {
                return index < limit && endsLine(index) ? index : limit;
            } else {
                int length = index - position;
                if (length > maxLineBytes) {
                    throw tooLong();
                }
                fill();
                index = position + length;
            }
        }
    }

    private InvalidInputException tooLong() {
        return new InvalidInputException(
                "%s: the line at byte %d is longer than %d bytes: is this a file of lines?"
                        .formatted(object.uri(), bufferStart + position, maxLineBytes));
    }

    // Reads more bytes, and moves the bytes from `position` on to the start of the buffer. The
    // buffer grows if it is full.
    private void fill() throws IOException {
        int kept = limit - position;
        if (kept == bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(2L * kept, maxLineBytes + 3L));
        } else {
            System.arraycopy(bytes, position, bytes, 0, kept);
        }
        bufferStart += position;
        position = 0;
        long needed = Math.max(to - bufferStart - kept, 0) + Math.max(READ_AHEAD_BYTES, kept);
        int requested = (int) Math.min(bytes.length - kept, needed);
        int count = in.readNBytes(bytes, kept, requested);
        limit = kept + count;
        isEndRead = count < requested;
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public int from() {
        return lineFrom;
    }

    @Override
    public int textFrom() {
        return lineFrom + Text.byteOrderMarkBytes(this);
    }

    @Override
    public int to() {
        return lineTo;
    }

    @Override
    public long start() {
        return bufferStart + lineFrom;
    }

    @Override
    public long first() {
        return first;
    }

    @Override
    public long position() {
        return Math.max(first, bufferStart + position);
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
