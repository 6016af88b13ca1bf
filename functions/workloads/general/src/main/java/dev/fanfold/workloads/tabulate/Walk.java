package dev.fanfold.workloads.tabulate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One record of any shape, read from mark to mark: quotes, doubled quotes, line ends in quotes,
/// and CRLF, LF or CR after it, or the end of the file. A comment and an empty line are read too,
/// and are [#blank].
///
/// A quote opens a quoted field only as the field's first byte. Elsewhere in an unquoted field it
/// is a plain character. Text between a closing quote and the next separator makes the record
/// malformed. A quoted field that does not end on its line does too, unless fields may contain line
/// ends. The record still ends there, so that every line end ends a record for any cut of the file.
final class Walk {
    /// The first byte of each field and the one after its last, without its quotes.
    int[] starts = new int[16];

    int[] ends = new int[16];

    /// Whether it contains doubled quotes or escapes that are not replaced yet.
    boolean[] doubled = new boolean[16];

    int fields;

    /// The error in the record, null if there is none.
    @Nullable String fault;

    /// Whether a quoted field contains line ends.
    boolean lines;

    /// Whether a quoted field is not closed where it must be.
    boolean unclosed;

    private int begin;

    /// The start of the next record, and its first mark.
    int next;

    int nextMark;

    private final Separator separator;
    private final byte quote;
    private final byte escape;
    private final byte[] comment;
    private final boolean multiline;
    private byte[] bytes = new byte[0];
    private int[] at = new int[0];
    private int size;
    private int limit;
    private boolean last;
    private int p;
    private int mark;

    Walk(Dialect dialect) {
        separator = dialect.separator();
        quote = dialect.quote();
        escape = dialect.escape();
        comment = dialect.comment().getBytes(StandardCharsets.UTF_8);
        multiline = dialect.multiline();
    }

    /// Reads the record at `start`; the number of its first mark is `firstMark`.
    ///
    /// @param whole whether the end of the bytes is the end of the file
    /// @return false if the bytes end before the record does
    boolean record(byte[] of, Marks marks, int start, int firstMark, boolean whole) {
        bytes = of;
        at = marks.at;
        size = marks.size;
        limit = at[size];
        last = whole;
        p = start;
        mark = firstMark;
        begin = start;
        fields = 0;
        fault = null;
        unclosed = false;
        lines = false;
        int more;
        do {
            more =
                    comment.length > 0 && fields == 0 && isComment(of, start, limit)
                            ? line()
                            : field();
        } while (more > 0);
        return more == 0;
    }

    /// Whether it is an empty line or a comment.
    boolean blank() {
        return fields == 0 || (begin < next && lineEnd(bytes[begin]));
    }

    /// Whether a line that starts at `start` is a comment.
    boolean isComment(byte[] in, int start, int end) {
        return start + comment.length <= end
                && Arrays.equals(in, start, start + comment.length, comment, 0, comment.length);
    }

    /// Whether its last field is a quote that is never closed and therefore includes further lines.
    boolean swallows() {
        if (unclosed && multiline) {
            for (int i = starts[fields - 1]; i < limit - 1; i++) {
                if (lineEnd(bytes[i]) && !lineEnd(bytes[i + 1])) {
                    return true;
                }
            }
        }
        return false;
    }

    // 1: another field follows; 0: the record ends; -1: the bytes end too early.
    private int field() {
        if (p < limit && bytes[p] == quote) {
            return quoted();
        }
        int start = p;
        skipToEnd();
        note(
                start,
                mark < size && separatorAt(mark) ? at[mark] - separator.length() + 1 : at[mark],
                false);
        return finish();
    }

    private int line() {
        while (mark < size && !lineEnd(bytes[at[mark]])) {
            mark++;
        }
        return finish();
    }

    private int quoted() {
        int start = p + 1;
        boolean twice = escape != Dialect.NONE;
        mark++;
        while (mark < size && !closes(at[mark], start)) {
            byte found = bytes[at[mark]];
            if (lineEnd(found) && !multiline) {
                break;
            }
            boolean two = found == quote && !escaped(at[mark], start);
            twice |= two;
            lines |= lineEnd(found);
            mark += two ? 2 : 1;
        }
        note(start, at[Math.min(mark, size)], twice);
        if (mark >= size || bytes[at[mark]] != quote) {
            fault =
                    multiline
                            ? "a quoted field is not closed before the end of the file"
                            : "a quoted field does not end on its line";
            unclosed = true;
            return finish();
        }
        p = at[mark++] + 1;
        int closed = p;
        skipToEnd();
        int end =
                mark < size && separatorAt(mark)
                        ? at[mark] - separator.length() + 1
                        : at[Math.min(mark, size)];
        if (end != closed) {
            fault = "text after a closing quote";
        }
        return finish();
    }

    // A quote that is neither the first of two nor escaped.
    private boolean closes(int position, int start) {
        return bytes[position] == quote
                && !(position + 1 < limit && bytes[position + 1] == quote)
                && !escaped(position, start);
    }

    private boolean escaped(int position, int start) {
        int p = position;
        while (p > start && bytes[p - 1] == escape) {
            p--;
        }
        return (position - p) % 2 == 1;
    }

    private void skipToEnd() {
        while (mark < size && !lineEnd(bytes[at[mark]]) && !separatorAt(mark)) {
            mark++;
        }
    }

    private boolean separatorAt(int number) {
        return separator.endsAt(bytes, at[number], p);
    }

    private static boolean lineEnd(byte b) {
        return b == '\n' || b == '\r';
    }

    private int finish() {
        if (mark >= size) {
            next = limit;
            nextMark = size;
            return last ? 0 : -1;
        }
        int end = at[mark];
        p = end + 1;
        if (!lineEnd(bytes[end])) {
            mark++;
            return 1;
        }
        if (bytes[end] == '\r' && p == limit && !last) {
            return -1;
        }
        boolean two = bytes[end] == '\r' && p < limit && bytes[p] == '\n';
        next = two ? p + 1 : p;
        nextMark = two ? mark + 2 : mark + 1;
        return 0;
    }

    private void note(int start, int end, boolean twice) {
        if (fields == starts.length) {
            starts = Arrays.copyOf(starts, 2 * fields);
            ends = Arrays.copyOf(ends, 2 * fields);
            doubled = Arrays.copyOf(doubled, 2 * fields);
        }
        starts[fields] = start;
        ends[fields] = end;
        doubled[fields++] = twice;
    }
}
