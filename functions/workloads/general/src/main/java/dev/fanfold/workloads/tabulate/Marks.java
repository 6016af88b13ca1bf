package dev.fanfold.workloads.tabulate;

/// The positions of the bytes in a buffer that may end a field: separators, quotes and control
/// characters, which include line ends. One pass over the buffer, eight bytes at a time, finds them
/// and checks that the bytes are UTF-8. [Rows] and [Walk] then jump from mark to mark.
final class Marks {
    /// The positions in ascending order. The element after the last is the end of the bytes.
    int[] positions = new int[0];

    /// The number of positions.
    int size;

    /// The position of the first byte that is not part of a whole UTF-8 character; -1 if there is
    /// none.
    int invalid;

    /// Whether that byte begins a character of which the end of the buffer cuts off a part.
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

    // Adds the marks of one word; `hits` has a bit for each. Always writes two positions, even if
    // there are fewer, because that avoids mispredicted branches.
    private int addMarks(long hits, int p, int n) {
        int[] to = positions;
        int count = Long.bitCount(hits);
        long rest = hits;
        to[n] = p + (Long.numberOfTrailingZeros(rest) >>> 3);
        rest &= rest - 1;
        to[n + 1] = p + (Long.numberOfTrailingZeros(rest) >>> 3);
        if (count > 2) {
            for (int i = n + 2; i < n + count; i++) {
                rest &= rest - 1;
                to[i] = p + (Long.numberOfTrailingZeros(rest) >>> 3);
            }
        }
        return n + count;
    }

    // Checks the characters that begin in [from, until) and returns the end of the last one.
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
