package dev.fanfold.workloads.tabulate;

import dev.fanfold.workload.Records.Rejections;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Finds the records that start in a slice `[from, to)` of a file, batch by batch, in one buffer.
///
/// A slice after the first may begin within a record. So its first record starts after the first
/// line end whose last byte is `from - 1` or later. This finds the beginning of a record, because
/// every line end ends a record. If quoted fields may contain line ends, this is not so; then the
/// whole file is one slice.
final class Rows {
    /// The maximum number of records in a batch.
    static final int BATCH = 256;

    /// Where the wanted fields of the current batch start and end in the buffer. The field
    /// `wanted[i]` of record `k` has the index `i * BATCH + k`.
    final int[] starts;

    final int[] ends;

    /// The error in the only record of the current batch, if that is malformed; null for a batch of
    /// well-formed records.
    @Nullable String error;

    private final SliceBuffer buffer;
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
    private final long first;
    private long consumed;
    private final RecordTexts texts = new RecordTexts();
    // Where the next record starts in the buffer, and the index of its first mark.
    private int position;
    private int mark;

    /// @param buffer the file from the slice on, or from the byte before it if
    ///   `mayStartWithinRecord`
    /// @param mayStartWithinRecord whether the slice may begin within a record of an earlier slice
    /// @param wanted the indices of the columns whose fields are found
    Rows(SliceBuffer buffer, boolean mayStartWithinRecord, Layout layout, int[] wanted)
            throws IOException {
        this.buffer = buffer;
        to = buffer.to;
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
        int start = mayStartWithinRecord ? buffer.skipEarlierRecord() : 0;
        first = start < 0 ? to : buffer.offset + start;
        position = Math.max(start, 0);
        if (first < to) {
            findMarks();
        }
    }

    /// The buffer that holds the current batch.
    byte[] bytes() {
        return buffer.bytes;
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
        return buffer.offset + texts.start(k);
    }

    /// Rejects record `k` of the current batch.
    void reject(int k, String reason, Rejections rejections) throws IOException {
        texts.reject(k, buffer.bytes, offset(k), reason, rejections);
    }

    /// Where the bytes that were not consumed yet start in the file; never before [#first()].
    long next() {
        return Math.max(first, buffer.offset + position);
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
        while (n < BATCH && first < to && buffer.offset + position < to && error == null) {
            if (hasSingleByteSeparator
                    && !(hasComments && walk.isComment(buffer.bytes, position, buffer.limit))
                    && readPlainRecord(mark + width - 1, n)) {
                n++;
            } else if (walk.readRecord(buffer.bytes, marks, position, mark, buffer.endsWithFile)) {
                buffer.checkLength(position, walk.next);
                boolean isEnd = position == buffer.limit;
                error = isEnd ? null : recordErrors.reason(buffer.bytes, position);
                if (isEnd || (error != null && n > 0)) {
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
        byte[] bytes = buffer.bytes;
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
        boolean isCrLf = bytes[end] == '\r' && end + 1 < buffer.limit && bytes[end + 1] == '\n';
        int length = end - position;
        if ((bytes[end] != '\n' && !isCrLf)
                || length == 0
                || length > SliceBuffer.MAX_RECORD_BYTES) {
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
                texts.keep(n, buffer.bytes);
                walk.ends[field] = dialect.unquote(buffer.bytes, start, walk.ends[field]);
                walk.mayNeedUnquoting[field] = false;
            }
            starts[i * BATCH + n] = start;
            ends[i * BATCH + n] = walk.ends[field];
        }
        return 1;
    }

    // Reads on because the record at `position` does not end in the buffer.
    private void readMore() throws IOException {
        buffer.readMoreFrom(position);
        position = 0;
        findMarks();
    }

    private void findMarks() {
        marks.find(buffer.bytes, position, buffer.limit);
        mark = 0;
        buffer.checkUtf8(marks);
    }
}
