package dev.fanfold.workloads.tabulate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads one record of any form, from mark to mark. The record may have quoted fields, with doubled
/// quotes and line ends in them. It ends with CRLF, LF or CR, or with the file. Empty lines and
/// comments are read too; [#blank] distinguishes them from records.
///
/// A quote opens a quoted field only if it is the field's first byte. Elsewhere in an unquoted
/// field it is a plain character. A record is malformed if text follows a closing quote, or if a
/// quoted field does not end on its line and fields may not contain line ends. Such a record ends
/// at its line end too, so that each slice of the file finds the same records.
final class Walk {
    /// The index of each field's first byte, and of the byte after its last; quotes around the
    /// field are left out.
    int[] starts = new int[16];

    int[] ends = new int[16];

    /// Whether the field contains doubled quotes or escapes, which [Dialect#unquote] has to
    /// replace.
    boolean[] needsUnquoting = new boolean[16];

    /// The number of fields.
    int fields;

    /// The error in the record, null if there is none.
    @Nullable String error;

    /// Whether a quoted field contains line ends.
    boolean hasLineEnds;

    /// Whether a quoted field is not closed.
    boolean unclosed;

    private int recordStart;

    /// Where the next record starts, and the index of its first mark.
    int next;

    int nextMark;

    private final Separator separator;
    private final byte quote;
    private final byte escape;
    private final byte[] comment;
    private final boolean multiline;
    private byte[] bytes = new byte[0];
    private int[] positions = new int[0];
    private int size;
    private int limit;
    private boolean endsWithFile;
    private int p;
    private int mark;

    Walk(Dialect dialect) {
        separator = dialect.separator();
        quote = dialect.quote();
        escape = dialect.escape();
        comment = dialect.comment().getBytes(StandardCharsets.UTF_8);
        multiline = dialect.multiline();
    }

    /// Reads the record at `start`.
    ///
    /// @param firstMark index of the record's first mark
    /// @param isEndOfFile whether the end of the bytes is the end of the file
    /// @return false if the bytes end before the record does
    boolean record(byte[] buffer, Marks marks, int start, int firstMark, boolean isEndOfFile) {
        bytes = buffer;
        positions = marks.positions;
        size = marks.size;
        limit = positions[size];
        endsWithFile = isEndOfFile;
        p = start;
        mark = firstMark;
        recordStart = start;
        fields = 0;
        error = null;
        unclosed = false;
        hasLineEnds = false;
        int following;
        do {
            following =
                    comment.length > 0 && fields == 0 && isComment(buffer, start, limit)
                            ? readComment()
                            : readField();
        } while (following > 0);
        return following == 0;
    }

    /// Whether an empty line or a comment was read instead of a record.
    boolean blank() {
        return fields == 0 || (recordStart < next && isLineEnd(bytes[recordStart]));
    }

    /// Whether a line that starts at `start` is a comment.
    boolean isComment(byte[] in, int start, int end) {
        return start + comment.length <= end
                && Arrays.equals(in, start, start + comment.length, comment, 0, comment.length);
    }

    /// Whether the last field has a quote that is never closed, and therefore includes further
    /// lines.
    boolean swallowsFurtherLines() {
        if (unclosed && multiline) {
            for (int i = starts[fields - 1]; i < limit - 1; i++) {
                if (isLineEnd(bytes[i]) && !isLineEnd(bytes[i + 1])) {
                    return true;
                }
            }
        }
        return false;
    }

    // Returns 1 if another field follows, 0 if the record ends, and -1 if the bytes end too early.
    private int readField() {
        if (p < limit && bytes[p] == quote) {
            return readQuoted();
        }
        int start = p;
        skipToEnd();
        addField(
                start,
                mark < size && separatorAt(mark)
                        ? positions[mark] - separator.length() + 1
                        : positions[mark],
                false);
        return finish();
    }

    private int readComment() {
        while (mark < size && !isLineEnd(bytes[positions[mark]])) {
            mark++;
        }
        return finish();
    }

    private int readQuoted() {
        int start = p + 1;
        boolean mayHaveEscapes = escape != Dialect.NONE;
        mark++;
        while (mark < size && !closes(positions[mark], start)) {
            byte found = bytes[positions[mark]];
            if (isLineEnd(found) && !multiline) {
                break;
            }
            boolean isDoubledQuote = found == quote && !isEscaped(positions[mark], start);
            mayHaveEscapes |= isDoubledQuote;
            hasLineEnds |= isLineEnd(found);
            mark += isDoubledQuote ? 2 : 1;
        }
        addField(start, positions[Math.min(mark, size)], mayHaveEscapes);
        if (mark >= size || bytes[positions[mark]] != quote) {
            error =
                    multiline
                            ? "a quoted field is not closed before the end of the file"
                            : "a quoted field does not end on its line";
            unclosed = true;
            return finish();
        }
        p = positions[mark++] + 1;
        int afterQuote = p;
        skipToEnd();
        int end =
                mark < size && separatorAt(mark)
                        ? positions[mark] - separator.length() + 1
                        : positions[Math.min(mark, size)];
        if (end != afterQuote) {
            error = "text after a closing quote";
        }
        return finish();
    }

    // Whether a quote at this position closes the field: it is neither doubled nor escaped.
    private boolean closes(int position, int start) {
        return bytes[position] == quote
                && !(position + 1 < limit && bytes[position + 1] == quote)
                && !isEscaped(position, start);
    }

    // A byte is escaped if an odd number of escapes precedes it.
    private boolean isEscaped(int position, int start) {
        int p = position;
        while (p > start && bytes[p - 1] == escape) {
            p--;
        }
        return (position - p) % 2 == 1;
    }

    // Moves to the mark that ends the field: a line end or a separator.
    private void skipToEnd() {
        while (mark < size && !isLineEnd(bytes[positions[mark]]) && !separatorAt(mark)) {
            mark++;
        }
    }

    private boolean separatorAt(int index) {
        return separator.endsAt(bytes, positions[index], p);
    }

    private static boolean isLineEnd(byte b) {
        return b == '\n' || b == '\r';
    }

    // Moves past the mark that ends the field. Returns what readField returns.
    private int finish() {
        if (mark >= size) {
            next = limit;
            nextMark = size;
            return endsWithFile ? 0 : -1;
        }
        int end = positions[mark];
        p = end + 1;
        if (!isLineEnd(bytes[end])) {
            mark++;
            return 1;
        }
        if (bytes[end] == '\r' && p == limit && !endsWithFile) {
            return -1;
        }
        boolean isCrLf = bytes[end] == '\r' && p < limit && bytes[p] == '\n';
        next = isCrLf ? p + 1 : p;
        nextMark = isCrLf ? mark + 2 : mark + 1;
        return 0;
    }

    private void addField(int start, int end, boolean unquote) {
        if (fields == starts.length) {
            starts = Arrays.copyOf(starts, 2 * fields);
            ends = Arrays.copyOf(ends, 2 * fields);
            needsUnquoting = Arrays.copyOf(needsUnquoting, 2 * fields);
        }
        starts[fields] = start;
        ends[fields] = end;
        needsUnquoting[fields++] = unquote;
    }
}
