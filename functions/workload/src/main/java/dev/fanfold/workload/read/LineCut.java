package dev.fanfold.workload.read;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Slice;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// The lines that start in a slice.
///
/// Slices are cut without reading the object. So the first line of a slice follows the first line
/// end at or after `from - 1`, and its last line may end beyond `to`.
final class LineCut implements Cut {
    private static final int BUFFER = 1 << 16;

    // Bytes of the first read beyond the end of a slice: most lines end within them.
    private static final int BEYOND = 1 << 12;

    private final InputStream in;
    private final Pin object;
    private final Ends ends;
    private final int maxLine;
    private final long to;
    private byte[] bytes;
    private long base;
    private int position;
    private int limit;
    private boolean ended;
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

    /// @param in the object from `slice.from()` on, or from the byte before when `cut`
    /// @param cut whether a line may have started before the slice
    /// @param maxLine maximum number of bytes in a line, without its end
    LineCut(InputStream in, Pin object, Slice slice, boolean cut, Ends ends, int maxLine)
            throws IOException {
        this.in = in;
        this.object = object;
        this.ends = ends;
        this.maxLine = maxLine;
        this.to = slice.to();
        this.base = cut ? slice.from() - 1 : slice.from();
        this.bytes = new byte[(int) Math.min(BUFFER, Math.max(64, 2 * slice.size()))];
        this.first = !cut || align() ? base + position : to;
    }

    // Skips the line that an earlier slice owns; false if no line starts in this slice.
    private boolean align() throws IOException {
        while (base + position + 1 < to) {
            if (position + 1 >= limit && !ended) {
                read();
                continue;
            }
            if (position == limit) {
                return false;
            }
            if (endsAt(position++)) {
                return position < limit || !ended;
            }
        }
        return false;
    }

    // Whether this byte ends a line. A CR before an LF does not; the LF does.
    private boolean endsAt(int place) {
        return bytes[place] == '\n'
                || (bytes[place] == '\r'
                        && ends == Ends.ANY
                        && (place + 1 == limit || bytes[place + 1] != '\n'));
    }

    @Override
    public boolean next() throws IOException {
        if (first >= to || base + position >= to) {
            return false;
        }
        int end = end();
        if (end == limit && position == limit) {
            return false; // the object is shorter than its pin states
        }
        lineFrom = position;
        lineTo = end;
        int next = end == limit ? limit : end + 1;
        if (end < limit && end > position && bytes[end] == '\n' && bytes[end - 1] == '\r') {
            lineTo = end - 1;
        }
        if (lineTo - lineFrom > maxLine) {
            throw tooLong();
        }
        consumed += next - position;
        position = next;
        return true;
    }

    // The index of the byte that ends the line at the position, or of the end of the object.
    private int end() throws IOException {
        int place = position;
        while (true) {
            while (place < limit && bytes[place] != '\n' && bytes[place] != '\r') {
                place++;
            }
            // The byte after a CR decides whether the CR ends the line.
            boolean known = place + 1 < limit || (place < limit && bytes[place] == '\n');
            if (known && endsAt(place)) {
                return place;
            }
            if (known) {
                place++;
            } else if (ended) {
                return place < limit && endsAt(place) ? place : limit;
            } else {
                int length = place - position;
                if (length > maxLine) {
                    throw tooLong();
                }
                read();
                place = position + length;
            }
        }
    }

    private InvalidInputException tooLong() {
        return new InvalidInputException(
                "%s: the line at byte %d is longer than %d bytes: is this a file of lines?"
                        .formatted(object.uri(), base + position, maxLine));
    }

    private void read() throws IOException {
        int kept = limit - position;
        if (kept == bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(2L * kept, maxLine + 3L));
        } else {
            System.arraycopy(bytes, position, bytes, 0, kept);
        }
        base += position;
        position = 0;
        long useful = Math.max(to - base - kept, 0) + Math.max(BEYOND, kept);
        int room = (int) Math.min(bytes.length - kept, useful);
        int count = in.readNBytes(bytes, kept, room);
        limit = kept + count;
        ended = count < room;
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
    public int to() {
        return lineTo;
    }

    @Override
    public long start() {
        return base + lineFrom;
    }

    @Override
    public long first() {
        return first;
    }

    @Override
    public long position() {
        return Math.max(first, base + position);
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
