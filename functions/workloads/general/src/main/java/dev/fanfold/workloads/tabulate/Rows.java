package dev.fanfold.workloads.tabulate;

import dev.fanfold.workload.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The records that start in `[from, to)` of a file, one after the other, in one buffer.
///
/// A slice is cut blindly, so its first record starts after the first line end at or after `from -
/// 1`. That is the true start of a record, because every line end ends a record. A file with line
/// ends in quoted fields is one slice.
final class Rows {
    /// A longer record is refused, because most likely a quote was never closed.
    static final int MAX_BYTES = 16 << 20;

    private static final int BUFFER = 1 << 18;

    // The minimum to read past the end of a slice. For a longer last record the amount doubles each
    // time, so that the record is not walked often.
    private static final int BEYOND = 1 << 12;

    /// The number of records that are found together, so that each step over them is a short loop.
    static final int BATCH = 256;

    /// The buffer with the current records.
    byte[] bytes;

    /// The start and end of the wanted fields of the current records in the buffer: field `i` of
    /// record `k` is at `i * BATCH + k`.
    final int[] starts;

    final int[] ends;

    /// The error in the current record, which is then the only one; null if there is none.
    @Nullable String fault;

    private final String file;
    private final InputStream in;
    private final long to;
    private final int width;
    private final int[] wanted;
    private final Marks marks;
    final Walk walk;
    private final Dialect dialect;
    private final boolean plain;
    private final byte between;
    private final boolean commented;
    private final MalformedRecord malformedRecord;
    private final int keys;
    private long base;
    private long first;
    private long consumed;
    private int limit;
    private boolean ended;
    private final int[] records = new int[BATCH];
    private int position;
    private int mark;

    /// @param in the file from `from` on, or from the byte before if `cut`
    /// @param cut whether a record may have started before `from`
    /// @param wanted the indices of the fields to find
    Rows(String file, InputStream in, long from, long to, boolean cut, Layout layout, int[] wanted)
            throws IOException {
        this.file = file;
        this.in = in;
        this.to = to;
        this.wanted = wanted;
        width = layout.width();
        dialect = layout.dialect();
        plain = dialect.separator().length() == 1;
        between = dialect.separator().last();
        commented = !dialect.comment().isEmpty();
        marks = new Marks(dialect);
        walk = new Walk(dialect);
        malformedRecord = new MalformedRecord(layout, walk);
        keys = malformedRecord.keys();
        starts = new int[wanted.length * BATCH];
        ends = new int[wanted.length * BATCH];
        base = cut ? from - 1 : from;
        bytes = new byte[(int) Math.min(BUFFER, Math.max(64, 2 * (to - from))) + Words.SLACK];
        read();
        first = !cut || align() ? base + position : to;
        index();
    }

    /// Where the first record starts; the end of the slice if none starts in it.
    long first() {
        return first;
    }

    /// Where current record `k` starts, in the file.
    long offset(int k) {
        return base + records[k];
    }

    /// Where the next record starts, in the file; never before [#first()].
    long next() {
        return Math.max(first, base + position);
    }

    /// The bytes of the records seen so far.
    long consumed() {
        return consumed;
    }

    /// Moves to the next records that start in the slice and skips empty lines. Returns the number
    /// of records, at most [#BATCH]; 0 at the end.
    int advance() throws IOException {
        fault = null;
        int n = 0;
        while (n < BATCH && first < to && base + position < to && fault == null) {
            if (plain
                    && !(commented && walk.isComment(bytes, position, limit))
                    && plainRecord(mark + width - 1, n)) {
                n++;
            } else if (walk.record(bytes, marks, position, mark, ended)) {
                fault = position == limit ? null : malformedRecord.reason(bytes, position);
                if (position == limit || (fault != null && n > 0)) {
                    fault = null;
                    break;
                }
                n += accept(n);
            } else if (n > 0) {
                break;
            } else {
                more();
            }
        }
        return n;
    }

    // A record without quotes and of the right width has its marks where they are expected.
    private boolean plainRecord(int last, int n) {
        int[] at = marks.at;
        if (last >= marks.size) {
            return false;
        }
        for (int i = mark; i < last; i++) {
            if (bytes[at[i]] != between) {
                return false;
            }
        }
        int end = at[last];
        boolean two = bytes[end] == '\r' && end + 1 < limit && bytes[end + 1] == '\n';
        if ((bytes[end] != '\n' && !two) || end == position) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            int field = wanted[i];
            int start = field == 0 ? position : at[mark + field - 1] + 1;
            starts[i * BATCH + n] = start;
            ends[i * BATCH + n] = at[mark + field];
            if (i < keys && MalformedRecord.inQuotes(bytes, start, at[mark + field])) {
                return false;
            }
        }
        take(n, two ? end + 2 : end + 1, two ? last + 2 : last + 1);
        return true;
    }

    private void take(int n, int next, int nextMark) {
        records[n] = position;
        consumed += next - position;
        position = next;
        mark = nextMark;
    }

    // Accepts the record that was walked; returns the number of records.
    private int accept(int n) {
        take(n, walk.next, walk.nextMark);
        if (walk.blank()) {
            return 0;
        }
        for (int i = 0; i < wanted.length && fault == null; i++) {
            int field = wanted[i];
            int start = walk.starts[field];
            // In place, because the record is never read again.
            walk.ends[field] =
                    walk.doubled[field]
                            ? dialect.unquote(bytes, start, walk.ends[field])
                            : walk.ends[field];
            walk.doubled[field] = false;
            starts[i * BATCH + n] = start;
            ends[i * BATCH + n] = walk.ends[field];
        }
        return 1;
    }

    private boolean align() throws IOException {
        while (base + position + 1 < to) {
            if (position + 1 >= limit) {
                read();
                if (position + 1 >= limit) {
                    return false;
                }
            }
            boolean end =
                    bytes[position] == '\n'
                            || (bytes[position] == '\r' && bytes[position + 1] != '\n');
            position++;
            if (end) {
                return true;
            }
        }
        return false;
    }

    private void more() throws IOException {
        if (position == 0 && limit == bytes.length - Words.SLACK) {
            if (limit >= MAX_BYTES) {
                throw new InvalidInputException(
                        "%s: byte %d: a record longer than %d bytes: is it text? Or is a quote never closed?"
                                .formatted(file, base, MAX_BYTES));
            }
            bytes = Arrays.copyOf(bytes, 2 * limit + Words.SLACK);
        }
        read();
        index();
    }

    private void read() throws IOException {
        int kept = limit - position;
        System.arraycopy(bytes, position, bytes, 0, kept);
        base += position;
        position = 0;
        long useful = Math.max(to - base - kept, 0) + Math.max(BEYOND, kept);
        int room = (int) Math.min(bytes.length - Words.SLACK - kept, useful);
        int count = in.readNBytes(bytes, kept, room);
        limit = kept + count;
        ended = count < room;
    }

    private void index() {
        marks.find(bytes, position, limit);
        mark = 0;
        if (marks.bad >= 0 && first < to && (ended || !marks.cut)) {
            throw Utf8.fault(file, base + marks.bad, bytes[marks.bad]);
        }
    }
}
