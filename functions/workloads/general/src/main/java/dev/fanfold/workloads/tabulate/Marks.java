package dev.fanfold.workloads.tabulate;

/// The marks in a buffer: the positions of the bytes that may end a field. These bytes are the
/// quotes, the last bytes of separators, and the control characters below 0x20, which include line
/// ends. One pass over the buffer, eight bytes at a time, finds them and checks that the bytes are
/// UTF-8. [Rows] and [Walk] then jump from mark to mark.
final class Marks {
    /// The marks in ascending order. The element after the last mark is the end of the bytes.
    int[] positions = new int[0];

    /// The number of marks.
    int size;

    /// The position of the first byte that is not part of a whole UTF-8 character; -1 if there is
    /// none.
    int invalid;

    /// Whether that byte begins a character that continues after the end of the bytes.
    boolean truncated;

    private final long separator;
    private final long quote;

    Marks(Dialect dialect) {
        separator = Words.repeat(dialect.separator().last());
        quote = Words.repeat(dialect.quote());
    }

    /// Finds the marks in `[from, to)`. A character must begin at `from`.
    void find(byte[] bytes, int from, int to) {
        if (positions.length < to - from + 2 * Words.SLACK) {
            positions = new int[to - from + 2 * Words.SLACK];
        }
        invalid = -1;
        truncated = false;
        int checked = from;
        int n = 0;
        for (int p = from; p < to; p += 8) {
            long word = Words.at(bytes, p);
            if ((word & Words.HIGH_BITS) != 0) {
                checked = checkUtf8(bytes, Math.max(checked, p), Math.min(p + 8, to), to);
            }
            n = addMarks(Words.marks(word, separator, quote), p, n);
        }
        while (n > 0 && positions[n - 1] >= to) {
            n--;
        }
        positions[n] = to;
        size = n;
    }

    // Adds the marks of the word at `p` after the first n marks, and returns the new number of
    // marks. The highest bit of each marked byte is set in `hits`. Always writes two marks, even if
    // there are fewer, because that avoids mispredicted branches.
    private int addMarks(long hits, int p, int n) {
        int[] all = positions;
        int count = Long.bitCount(hits);
        long rest = hits;
        all[n] = p + (Long.numberOfTrailingZeros(rest) >>> 3);
        rest &= rest - 1;
        all[n + 1] = p + (Long.numberOfTrailingZeros(rest) >>> 3);
        if (count > 2) {
            for (int i = n + 2; i < n + count; i++) {
                rest &= rest - 1;
                all[i] = p + (Long.numberOfTrailingZeros(rest) >>> 3);
            }
        }
        return n + count;
    }

    // Checks the characters that begin in [from, until) and returns the end of the last one. After
    // an error it returns `to`, so that no further characters are checked.
    private int checkUtf8(byte[] bytes, int from, int until, int to) {
        int p = from;
        while (p < until) {
            int length = Utf8.length(bytes, p, to);
            if (length <= 0) {
                invalid = invalid < 0 ? p : invalid;
                truncated |= length == Utf8.TRUNCATED;
                return to;
            }
            p += length;
        }
        return p;
    }
}
