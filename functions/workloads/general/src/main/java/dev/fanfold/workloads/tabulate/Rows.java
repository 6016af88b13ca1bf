package dev.fanfold.workloads.tabulate;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Records.Rejections;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Finds the records that start in a slice `[from, to)` of a file, batch by batch, in one buffer.
///
/// A slice after the first may begin within a record. So its first record starts after the first
/// line end whose last byte is `from - 1` or later. This finds the beginning of a record, because
/// every line end ends a record. If quoted fields may contain line ends, this is not so; then the
/// whole file is one slice.
final class Rows {
    /// The maximum number of bytes in a record or a comment, without its line end. If one is
    /// longer, the job fails, because a quote was probably never closed.
    static final int MAX_RECORD_BYTES = 16 << 20;

    // The maximum size of the buffer. The longest record fits with its line end: CRLF, LF, or CR
    // and the byte after it, which is not LF.
    private static final int MAX_BUFFER_BYTES = MAX_RECORD_BYTES + 2;

    // The initial size of the buffer; it is smaller for a small slice.
    private static final int BUFFER_BYTES = 1 << 18;
    // How many bytes after the end of its slice a read requests at first, if the buffer has room
    // for them. If the last record is longer, each further read requests as many bytes as the
    // record has so far, so that there are few reads: the record is parsed again after each.
    private static final int READ_AHEAD_BYTES = 1 << 12;

    /// The maximum number of records in a batch.
    static final int BATCH = 256;

    /// The buffer that holds the current batch.
    byte[] bytes;

    /// Where the wanted fields of the current batch start and end in the buffer. The field
    /// `wanted[i]` of record `k` has the index `i * BATCH + k`.
    final int[] starts;

    final int[] ends;

    /// The error in the only record of the current batch, if that is malformed; null for a batch of
    /// well-formed records.
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
    final RecordErrors recordErrors;
    private final int groupColumnsToCheck;
    // The offset in the file of bytes[0].
    private long bufferStart;
    private long first;
    private long consumed;
    // The number of bytes in the buffer, and whether they end with the file.
    private int limit;
    private boolean endReached;
    private final RecordTexts texts = new RecordTexts();
    // Where the next record starts in the buffer, and the index of its first mark.
    private int position;
    private int mark;

    /// @param in the file from `from` on, or from the byte before it if `mayStartWithinRecord`; it
    ///   continues after the slice
    /// @param to the end of the slice
    /// @param mayStartWithinRecord whether `from` may be within a record of an earlier slice
    /// @param wanted the indices of the columns whose fields are found
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
        recordErrors = new RecordErrors(layout, walk);
        groupColumnsToCheck = recordErrors.groupColumnsToCheck();
        starts = new int[wanted.length * BATCH];
        ends = new int[wanted.length * BATCH];
        bufferStart = mayStartWithinRecord ? from - 1 : from;
        bytes = new byte[(int) Math.min(BUFFER_BYTES, Math.max(64, 2 * (to - from))) + Words.SLACK];
        read();
        first = !mayStartWithinRecord || skipEarlierRecord() ? bufferStart + position : to;
        findMarks();
    }

    /// Where the first record, empty line or comment of the slice starts in the file; the end of
    /// the slice if none starts in it.
    long first() {
        return first;
    }

    /// Where record `k` of the current batch starts in the buffer.
    int recordStart(int k) {
        return texts.start(k);
    }

    /// Where record `k` of the current batch starts in the file.
    long offset(int k) {
        return bufferStart + texts.start(k);
    }

    /// Rejects record `k` of the current batch.
    void reject(int k, String reason, Rejections rejections) throws IOException {
        texts.reject(k, bytes, offset(k), reason, rejections);
    }

    /// Where the bytes that were not consumed yet start in the file; never before [#first()].
    long next() {
        return Math.max(first, bufferStart + position);
    }

    /// The number of bytes of all records, empty lines and comments so far, line ends included.
    /// They are added up one by one, independently of the offsets.
    long consumed() {
        return consumed;
    }

    /// Moves to the next batch of records that start in the slice; empty lines and comments are
    /// skipped. A malformed record is a batch of its own. Returns the number of records, at most
    /// [#BATCH]; 0 at the end of the slice.
    int advance() throws IOException {
        error = null;
        int n = 0;
        while (n < BATCH && first < to && bufferStart + position < to && error == null) {
            if (hasSingleByteSeparator
                    && !(hasComments && walk.isComment(bytes, position, limit))
                    && readPlainRecord(mark + width - 1, n)) {
                n++;
            } else if (walk.readRecord(bytes, marks, position, mark, endReached)) {
                int end = RecordTexts.withoutLineEnd(bytes, position, walk.next);
                if (end - position > MAX_RECORD_BYTES) {
                    throw tooLong();
                }
                error = position == limit ? null : recordErrors.reason(bytes, position);
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

    // The fast path: reads a record with the right number of fields and without quotes, whose only
    // marks are separators and, with the index `last`, the line end. False if the record is not of
    // this form, or may be malformed; then Walk reads it.
    private boolean readPlainRecord(int last, int n) {
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
        int length = end - position;
        if ((bytes[end] != '\n' && !isCrLf) || length == 0 || length > MAX_RECORD_BYTES) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            int field = wanted[i];
            int start = field == 0 ? position : at[mark + field - 1] + 1;
            starts[i * BATCH + n] = start;
            ends[i * BATCH + n] = at[mark + field];
            if (i < groupColumnsToCheck
                    && RecordErrors.isInDoubleQuotes(bytes, start, at[mark + field])) {
                return false;
            }
        }
        moveTo(isCrLf ? end + 2 : end + 1, isCrLf ? last + 2 : last + 1, n);
        return true;
    }

    // Consumes the bytes up to `next`. They are the text of record n, unless they are an empty line
    // or a comment; then the next record overwrites the text.
    private void moveTo(int next, int nextMark, int n) {
        texts.set(n, position, next);
        consumed += next - position;
        position = next;
        mark = nextMark;
    }

    // Moves past what the walk read. Returns 1 for a record, which becomes record n of the batch,
    // or 0 for an empty line or a comment.
    private int accept(int n) {
        moveTo(walk.next, walk.nextMark, n);
        if (walk.isEmptyOrComment()) {
            return 0;
        }
        for (int i = 0; i < wanted.length && error == null; i++) {
            int field = wanted[i];
            int start = walk.starts[field];
            if (walk.mayNeedUnquoting[field]) {
                // Unquotes the field in place. That is possible because the record is not parsed
                // again.
                texts.keep(n, bytes);
                walk.ends[field] = dialect.unquote(bytes, start, walk.ends[field]);
                walk.mayNeedUnquoting[field] = false;
            }
            starts[i * BATCH + n] = start;
            ends[i * BATCH + n] = walk.ends[field];
        }
        return 1;
    }

    // Skips the bytes up to the first line end: the rest of the record, empty line or comment that
    // starts in an earlier slice. False if nothing starts in this slice.
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

    // Reads on because the record at `position` does not end in the buffer. Enlarges the buffer if
    // the record fills it.
    private void readMore() throws IOException {
        if (position == 0 && limit == bytes.length - Words.SLACK) {
            if (limit == MAX_BUFFER_BYTES) {
                throw tooLong();
            }
            bytes = Arrays.copyOf(bytes, Math.min(2 * limit, MAX_BUFFER_BYTES) + Words.SLACK);
        }
        read();
        findMarks();
    }

    // The error for the record at `position`.
    private InvalidInputException tooLong() {
        return new InvalidInputException(
                "%s: byte %d: a record longer than %d bytes: is it text? Or is a quote never closed?"
                        .formatted(file, bufferStart + position, MAX_RECORD_BYTES));
    }

    // Moves the bytes from `position` on to the beginning of the buffer, and reads more after them.
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

    // Bytes that are not UTF-8 fail the job. Only a character that the end of the buffer cuts off
    // may become valid with the next read. If no record starts in the slice, another slice checks
    // them.
    private void findMarks() {
        marks.find(bytes, position, limit);
        mark = 0;
        if (marks.invalid >= 0 && first < to && (endReached || !marks.truncated)) {
            throw Utf8.invalidByte(file, bufferStart + marks.invalid, bytes[marks.invalid]);
        }
    }
}
