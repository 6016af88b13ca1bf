package dev.fanfold.workloads.tabulate;

import dev.fanfold.workload.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Finds the records that start in a slice `[from, to)` of a file, batch by batch, in one buffer.
///
/// A slice may begin within a record, so its first record starts after the first line end at or
/// after byte `from - 1`. Every line end ends a record. If quoted fields may contain line ends, the
/// whole file is one slice.
final class Rows {
    /// The maximum length of a record in bytes. In a longer one, a quote was probably never closed.
    static final int MAX_BYTES = 16 << 20;

    private static final int BUFFER_BYTES = 1 << 18;
    // How far the first read goes past the end of a slice. If the last record is longer, each
    // further read doubles the amount, because the record is parsed again after each read.
    private static final int READ_AHEAD_BYTES = 1 << 12;

    /// The maximum number of records in a batch.
    static final int BATCH = 256;

    /// The buffer that holds the current batch.
    byte[] bytes;

    /// Where the wanted fields of the current batch start and end in the buffer. Field `i` of
    /// record `k` has the index `i * BATCH + k`.
    final int[] starts;

    final int[] ends;

    /// Where the records of the current batch start in the buffer.
    final int[] recordStarts = new int[BATCH];

    /// The error in the current record, which is then a batch of its own; null if there is none.
    @Nullable String error;

    private final String file;
    private final InputStream in;
    private final long to;
    private final int width;
    private final int[] wanted;
    private final Marks marks;
    final Walk walk;
    private final Dialect dialect;
    private final boolean hasSingleByteSeparator;
    private final byte separatorByte;
    private final boolean hasComments;
    final MalformedRecord malformedRecord;
    private final int unquotedKeys;
    // The offset in the file of bytes[0].
    private long bufferStart;
    private long first;
    private long consumed;
    private int limit;
    private boolean endReached;
    // Where the next record starts in the buffer, and the index of its first mark.
    private int position;
    private int mark;

    /// @param in the file from `from` on, or from the byte before it if `mayStartWithinRecord`
    /// @param mayStartWithinRecord whether a record may have started before `from`
    /// @param wanted the indices of the fields to find
    Rows(
            String file,
            InputStream in,
            long from,
            long to,
            boolean mayStartWithinRecord,
            Layout layout,
            int[] wanted)
            throws IOException {
        this.file = file;
        this.in = in;
        this.to = to;
        this.wanted = wanted;
        width = layout.width();
        dialect = layout.dialect();
        hasSingleByteSeparator = dialect.separator().length() == 1;
        separatorByte = dialect.separator().last();
        hasComments = !dialect.comment().isEmpty();
        marks = new Marks(dialect);
        walk = new Walk(dialect);
        malformedRecord = new MalformedRecord(layout, walk);
        unquotedKeys = malformedRecord.unquotedKeys();
        starts = new int[wanted.length * BATCH];
        ends = new int[wanted.length * BATCH];
        bufferStart = mayStartWithinRecord ? from - 1 : from;
        bytes = new byte[(int) Math.min(BUFFER_BYTES, Math.max(64, 2 * (to - from))) + Words.SLACK];
        read();
        first = !mayStartWithinRecord || skipEarlierRecord() ? bufferStart + position : to;
        findMarks();
    }

    /// Where the first record starts in the file; the end of the slice if none starts in it.
    long first() {
        return first;
    }

    /// Where record `k` of the current batch starts in the file.
    long offset(int k) {
        return bufferStart + recordStarts[k];
    }

    /// Where the next record starts in the file; never before [#first()].
    long next() {
        return Math.max(first, bufferStart + position);
    }

    /// The number of bytes of all records so far, line ends included, added up record by record.
    long consumed() {
        return consumed;
    }

    /// Moves to the next batch of records that start in the slice; empty lines and comments are
    /// skipped. Returns the number of records, at most [#BATCH]; 0 at the end of the slice.
    int advance() throws IOException {
        error = null;
        int n = 0;
        while (n < BATCH && first < to && bufferStart + position < to && error == null) {
            if (hasSingleByteSeparator
                    && !(hasComments && walk.isComment(bytes, position, limit))
                    && plainRecord(mark + width - 1, n)) {
                n++;
            } else if (walk.record(bytes, marks, position, mark, endReached)) {
                error = position == limit ? null : malformedRecord.reason(bytes, position);
                if (position == limit || (error != null && n > 0)) {
                    error = null;
                    break;
                }
                n += accept(n);
            } else if (n > 0) {
                break;
            } else {
                readMore();
            }
        }
        return n;
    }

    // The fast path for a record without quotes, whose marks are separators and one line end. False
    // if the record is not of this form; then Walk reads it.
    private boolean plainRecord(int last, int n) {
        int[] at = marks.positions;
        if (last >= marks.size) {
            return false;
        }
        for (int i = mark; i < last; i++) {
            if (bytes[at[i]] != separatorByte) {
                return false;
            }
        }
        int end = at[last];
        boolean isCrLf = bytes[end] == '\r' && end + 1 < limit && bytes[end + 1] == '\n';
        if ((bytes[end] != '\n' && !isCrLf) || end == position) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            int field = wanted[i];
            int start = field == 0 ? position : at[mark + field - 1] + 1;
            starts[i * BATCH + n] = start;
            ends[i * BATCH + n] = at[mark + field];
            if (i < unquotedKeys && MalformedRecord.inQuotes(bytes, start, at[mark + field])) {
                return false;
            }
        }
        addRecord(n, isCrLf ? end + 2 : end + 1, isCrLf ? last + 2 : last + 1);
        return true;
    }

    private void addRecord(int n, int next, int nextMark) {
        recordStarts[n] = position;
        consumed += next - position;
        position = next;
        mark = nextMark;
    }

    // Adds the record that the walk read. Returns 1, or 0 for an empty line or a comment.
    private int accept(int n) {
        addRecord(n, walk.next, walk.nextMark);
        if (walk.blank()) {
            return 0;
        }
        for (int i = 0; i < wanted.length && error == null; i++) {
            int field = wanted[i];
            int start = walk.starts[field];
            // Unquotes the field in place, because the record is not read again.
            walk.ends[field] =
                    walk.needsUnquoting[field]
                            ? dialect.unquote(bytes, start, walk.ends[field])
                            : walk.ends[field];
            walk.needsUnquoting[field] = false;
            starts[i * BATCH + n] = start;
            ends[i * BATCH + n] = walk.ends[field];
        }
        return 1;
    }

    // Skips the record that starts in an earlier slice. False if no record starts in this slice.
    private boolean skipEarlierRecord() throws IOException {
        while (bufferStart + position + 1 < to) {
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

    private void readMore() throws IOException {
        if (position == 0 && limit == bytes.length - Words.SLACK) {
            if (limit >= MAX_BYTES) {
                throw new InvalidInputException(
                        "%s: byte %d: a record longer than %d bytes: is it text? Or is a quote never closed?"
                                .formatted(file, bufferStart, MAX_BYTES));
            }
            bytes = Arrays.copyOf(bytes, 2 * limit + Words.SLACK);
        }
        read();
        findMarks();
    }

    private void read() throws IOException {
        int kept = limit - position;
        System.arraycopy(bytes, position, bytes, 0, kept);
        bufferStart += position;
        position = 0;
        long needed = Math.max(to - bufferStart - kept, 0) + Math.max(READ_AHEAD_BYTES, kept);
        int requested = (int) Math.min(bytes.length - Words.SLACK - kept, needed);
        int count = in.readNBytes(bytes, kept, requested);
        limit = kept + count;
        endReached = count < requested;
    }

    private void findMarks() {
        marks.find(bytes, position, limit);
        mark = 0;
        if (marks.invalid >= 0 && first < to && (endReached || !marks.truncated)) {
            throw Utf8.invalidByte(file, bufferStart + marks.invalid, bytes[marks.invalid]);
        }
    }
}
