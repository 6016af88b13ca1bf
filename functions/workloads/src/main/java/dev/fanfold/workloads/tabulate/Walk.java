package dev.fanfold.workloads.tabulate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One record of any shape, walked from mark to mark: quotes, doubled quotes, line ends in quotes,
/// CRLF, LF or CR after it, or nothing at the end of the file.
///
/// A quote opens a quoted field only as the field's first byte; elsewhere in an unquoted field it
/// is a character like others. Text between a closing quote and the next separator makes the record
/// malformed.
final class Walk {
    /// The first and the one-past-last byte of each field, without its quotes.
    int[] starts = new int[16];

    int[] ends = new int[16];

    /// Whether it holds doubled quotes, still doubled.
    boolean[] doubled = new boolean[16];

    int fields;

    /// What is wrong with the record, null when nothing is.
    @Nullable String fault;

    private boolean open;

    /// Where the next record starts, and the first mark of it.
    int next;

    int nextMark;

    private final Separator separator;
    private byte[] bytes = new byte[0];
    private int[] at = new int[0];
    private int size;
    private int limit;
    private boolean last;
    private int p;
    private int mark;

    Walk(Separator separator) {
        this.separator = separator;
    }

    /// Walks the record at `start`, whose first mark is number `firstMark`.
    ///
    /// @param whole whether the end of the bytes is the end of the file
    /// @return false when the bytes end before the record does
    boolean record(byte[] of, Marks marks, int start, int firstMark, boolean whole) {
        bytes = of;
        at = marks.at;
        size = marks.size;
        limit = at[size];
        last = whole;
        p = start;
        mark = firstMark;
        fields = 0;
        fault = null;
        open = false;
        int more;
        do {
            more = field();
        } while (more > 0);
        return more == 0;
    }

    /// Whether the record is an empty line.
    boolean blank() {
        return fields == 1 && starts[0] == ends[0] && starts[0] < next && bytes[starts[0]] != '"';
    }

    /// Whether its last field is a quote that is never closed, and took further lines with it.
    boolean swallows() {
        if (open) {
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
        if (p < limit && bytes[p] == '"') {
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

    private int quoted() {
        int start = p + 1;
        boolean twice = false;
        mark++;
        while (mark < size
                && (bytes[at[mark]] != '"'
                        || (at[mark] + 1 < limit && bytes[at[mark] + 1] == '"'))) {
            twice |= bytes[at[mark]] == '"';
            mark += bytes[at[mark]] == '"' ? 2 : 1;
        }
        note(start, at[Math.min(mark, size)], twice);
        if (mark >= size) {
            fault = "a quoted field is not closed before the end of the file";
            open = true;
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
