package dev.fanfold.workloads.tabulate;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.JobSettings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// The part of a file before the first record. It may hold byte order marks, the line `sep=;` that
/// Excel writes, lines to skip, empty lines and comments. The line `sep=;` counts as one of the
/// lines to skip.
///
/// @param end where the first record starts
/// @param separator the separator in the line `sep=;`, if there is such a line
record Preamble(int end, Optional<Separator> separator) {
    static final int MAX_SKIP = 1_000_000;

    // A longer line is shortened when the line `sep=;` is looked for.
    private static final int MAX_SEPARATOR_LINE = 1 << 14;

    /// The preamble at the beginning of these bytes.
    ///
    /// @param isWholeFile whether the bytes are the whole file
    /// @throws InvalidInputException if no record begins in the bytes, or if a setting or the line
    ///   `sep=` is not valid
    static Preamble of(
            String file, byte[] bytes, int size, boolean isWholeFile, JobSettings settings) {
        int start = skipByteOrderMarks(bytes, 0, size);
        if (start == size) {
            throw new InvalidInputException(
                    "%s is empty: there is nothing to tabulate".formatted(file));
        }
        Optional<Separator> separator = separator(file, bytes, start, size);
        byte[] comment = Dialect.comment(settings).getBytes(StandardCharsets.UTF_8);
        int end =
                skipLines(
                        bytes,
                        start,
                        size,
                        Math.max(separator.isPresent() ? 1 : 0, skip(settings)));
        end = skipEmptyLinesAndComments(bytes, end, size, comment);
        if (end == size) {
            throw new InvalidInputException(
                    "%s: the first %d bytes are %sempty lines%s: there is nothing to tabulate"
                                    .formatted(
                                            file,
                                            size,
                                            skip(settings) == 0 ? "" : "lines to skip, ",
                                            comment.length == 0 ? "" : " and comments")
                            + (isWholeFile ? "" : " so far: the first record must begin in them"));
        }
        return new Preamble(end, separator);
    }

    private static int skip(JobSettings settings) {
        long skip = settings.has("skip") ? settings.number("skip") : 0;
        if (skip < 0 || skip > MAX_SKIP) {
            throw new InvalidInputException(
                    "setting skip is 0 to %d lines, not %d".formatted(MAX_SKIP, skip));
        }
        return (int) skip;
    }

    private static Optional<Separator> separator(String file, byte[] bytes, int start, int size) {
        int next = skipLines(bytes, start, size, 1);
        return Separator.ofLine(
                file, text(bytes, start, next), text(bytes, next, skipLines(bytes, next, size, 1)));
    }

    // The line in `[from, to)` without its line end. A long line is shortened.
    private static String text(byte[] bytes, int from, int to) {
        int length = Math.min(to - from, MAX_SEPARATOR_LINE);
        return new String(bytes, from, length, StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElse("");
    }

    // Skips byte order marks too, because one may follow a skipped line.
    private static int skipEmptyLinesAndComments(byte[] bytes, int from, int size, byte[] comment) {
        int p = skipByteOrderMarks(bytes, from, size);
        while (p < size) {
            if (isLineEnd(bytes[p])) {
                p++;
            } else if (comment.length > 0 && isAt(bytes, p, size, comment)) {
                p = skipLines(bytes, p, size, 1);
            } else {
                return p;
            }
            p = skipByteOrderMarks(bytes, p, size);
        }
        return p;
    }

    // There may be several, because two programs may each have written one.
    private static int skipByteOrderMarks(byte[] bytes, int from, int size) {
        byte[] byteOrderMark = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
        int p = from;
        while (isAt(bytes, p, size, byteOrderMark)) {
            p += byteOrderMark.length;
        }
        return p;
    }

    private static boolean isAt(byte[] bytes, int p, int size, byte[] text) {
        return p + text.length <= size
                && Arrays.equals(bytes, p, p + text.length, text, 0, text.length);
    }

    // The offset after this number of lines; `size` if there are fewer.
    private static int skipLines(byte[] bytes, int from, int size, int lines) {
        int p = from;
        for (int i = 0; i < lines && p < size; i++) {
            while (p < size && !isLineEnd(bytes[p])) {
                p++;
            }
            boolean isCrLf = p + 1 < size && bytes[p] == '\r' && bytes[p + 1] == '\n';
            p = Math.min(size, isCrLf ? p + 2 : p + 1);
        }
        return p;
    }

    /// The number of lines in the first `to` bytes. The last of them need not end with a line end.
    static int lines(byte[] bytes, int to) {
        int lines = 0;
        for (int p = 0; p < to; p = skipLines(bytes, p, to, 1)) {
            lines++;
        }
        return lines;
    }

    private static boolean isLineEnd(byte b) {
        return b == '\n' || b == '\r';
    }
}
