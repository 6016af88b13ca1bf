package dev.fanfold.workloads.tabulate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads one record of any form. It moves from mark to mark: a mark is the position of a byte that
/// may end a field, see [Marks]. The record may have quoted fields, with doubled or escaped quotes
/// and line ends in them. It ends with CRLF, LF or CR, or with the file. Empty lines and comments
/// are read too; [#isEmptyOrComment] distinguishes them from records.
///
/// A quote opens a quoted field only if it is the field's first byte. Elsewhere in an unquoted
/// field it is a plain character. A record has an error in these cases:
///
/// - Text follows a closing quote.
/// - Quoted fields may not contain line ends, and one does not end on its line. The record then
///   ends at this line end, so that the slices of a file find the same records however it is cut.
/// - Quoted fields may contain line ends, and one is not closed before the end of the file.
final class Walk {
    /// The index of each field's first byte, and of the byte after its last. Quotes around a field
    /// do not belong to it.
    int[] starts = new int[16];

    int[] ends = new int[16];

    /// Whether each field may contain doubled quotes or escapes, which [Dialect#unquote] replaces.
    /// If there is an escape character, this is true for every quoted field.
    boolean[] mayNeedUnquoting = new boolean[16];

    /// The number of fields.
    int fields;

    /// The error in the record, null if there is none.
    @Nullable String error;

    /// Whether a quoted field contains line ends.
    boolean hasLineEnds;

    /// Whether a quoted field is not closed: on its line, or in the file if it may contain line
    /// ends.
    boolean unclosed;

    /// Where the next record starts, and the index of its first mark.
    int next;

    int nextMark;

    private final Separator separator;
    private final byte quote;
    private final byte escape;
    private final byte[] comment;
    private final boolean multiline;
    private byte[] bytes = new byte[0];
    // The marks, and their number.
    private int[] positions = new int[0];
    private int size;
    private int limit;
    private boolean endsWithFile;
    private int recordStart;
    // Where the part of the record begins that is not read yet, and the index of its first mark.
    private int position;
    private int mark;

    Walk(Dialect dialect) {
        separator = dialect.separator();
        quote = dialect.quote();
        escape = dialect.escape();
        comment = dialect.comment().getBytes(StandardCharsets.UTF_8);
        multiline = dialect.multiline();
    }

    /// Reads the record, empty line or comment at `start`.
    ///
    /// @param firstMark the index of the first mark at `start` or after it
    /// @param isEndOfFile whether the end of the bytes is the end of the file
    /// @return false if more bytes are needed to find the end of the record
    boolean readRecord(byte[] buffer, Marks marks, int start, int firstMark, boolean isEndOfFile) {
        bytes = buffer;
        positions = marks.positions;
        size = marks.size;
        limit = positions[size];
        endsWithFile = isEndOfFile;
        position = start;
        mark = firstMark;
        recordStart = start;
        fields = 0;
        error = null;
        unclosed = false;
        hasLineEnds = false;
        int following;
        do {
            following =
                    fields == 0 && isComment(buffer, start, limit) ? readComment() : readField();
        } while (following > 0);
        return following == 0;
    }

    /// Whether an empty line or a comment was read instead of a record.
    boolean isEmptyOrComment() {
        return fields == 0 || (recordStart < next && isLineEnd(bytes[recordStart]));
    }

    /// Whether the line that starts at `start` is a comment. False if the dialect has no comments.
    boolean isComment(byte[] in, int start, int end) {
        return comment.length > 0
                && start + comment.length <= end
                && Arrays.equals(in, start, start + comment.length, comment, 0, comment.length);
    }

    /// Whether the last field has a quote that is never closed, and encloses further lines that are
    /// not empty. False if quoted fields may not contain line ends.
    boolean enclosesFurtherLines() {
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
        if (position < limit && bytes[position] == quote) {
            return readQuoted();
        }
        int start = position;
        skipToEnd();
        addField(
                start,
                mark < size && separatorAt(mark)
                        ? positions[mark] - separator.length() + 1
                        : positions[mark],
                false);
        return endField();
    }

    private int readComment() {
        while (mark < size && !isLineEnd(bytes[positions[mark]])) {
            mark++;
        }
        return endField();
    }

    private int readQuoted() {
        int start = position + 1;
        boolean unquote = escape != Dialect.NONE;
        mark++;
        while (mark < size && !closes(positions[mark], start)) {
            byte found = bytes[positions[mark]];
            if (isLineEnd(found) && !multiline) {
                break;
            }
            boolean isDoubledQuote = found == quote && !isEscaped(positions[mark], start);
            unquote |= isDoubledQuote;
            hasLineEnds |= isLineEnd(found);
            mark += isDoubledQuote ? 2 : 1;
        }
        addField(start, positions[Math.min(mark, size)], unquote);
        if (mark >= size || bytes[positions[mark]] != quote) {
            error =
                    multiline
                            ? "a quoted field is not closed before the end of the file"
                            : "a quoted field does not end on its line";
            unclosed = true;
            return endField();
        }
        position = positions[mark++] + 1;
        int afterQuote = position;
        skipToEnd();
        int end =
                mark < size && separatorAt(mark)
                        ? positions[mark] - separator.length() + 1
                        : positions[Math.min(mark, size)];
        if (end != afterQuote) {
            error = "text after a closing quote";
        }
        return endField();
    }

    // Whether the byte at this index closes the field that begins at `start`: it is a quote that is
    // neither doubled nor escaped.
    private boolean closes(int index, int start) {
        return bytes[index] == quote
                && !(index + 1 < limit && bytes[index + 1] == quote)
                && !isEscaped(index, start);
    }

    // Whether an odd number of escape characters precedes the byte at this index in the field.
    private boolean isEscaped(int index, int start) {
        int firstEscape = index;
        while (firstEscape > start && bytes[firstEscape - 1] == escape) {
            firstEscape--;
        }
        return (index - firstEscape) % 2 == 1;
    }

    // Moves to the mark that ends the field: a line end or a separator. Moves past the last mark if
    // there is none.
    private void skipToEnd() {
        while (mark < size && !isLineEnd(bytes[positions[mark]]) && !separatorAt(mark)) {
            mark++;
        }
    }

    private boolean separatorAt(int index) {
        return separator.endsAt(bytes, positions[index], position);
    }

    private static boolean isLineEnd(byte b) {
        return b == '\n' || b == '\r';
    }

    // Moves past the mark that ends the field or comment. Returns what readField returns.
    private int endField() {
        if (mark >= size) {
            next = limit;
            nextMark = size;
            return endsWithFile ? 0 : -1;
        }
        int end = positions[mark];
        position = end + 1;
        if (!isLineEnd(bytes[end])) {
            mark++;
            return 1;
        }
        if (bytes[end] == '\r' && position == limit && !endsWithFile) {
            return -1;
        }
        boolean isCrLf = bytes[end] == '\r' && position < limit && bytes[position] == '\n';
        next = isCrLf ? position + 1 : position;
        nextMark = isCrLf ? mark + 2 : mark + 1;
        return 0;
    }

    private void addField(int start, int end, boolean unquote) {
        if (fields == starts.length) {
            starts = Arrays.copyOf(starts, 2 * fields);
            ends = Arrays.copyOf(ends, 2 * fields);
            mayNeedUnquoting = Arrays.copyOf(mayNeedUnquoting, 2 * fields);
        }
        starts[fields] = start;
        ends[fields] = end;
        mayNeedUnquoting[fields++] = unquote;
    }
}
