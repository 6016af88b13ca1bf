package dev.fanfold.workloads.tabulate;

/// The positions of the bytes in a buffer that can end a field: separators, quotes and control
/// characters, line ends among them. One pass of eight bytes at a time finds them and checks for
/// UTF-8. Readers of rows then jump from mark to mark.
final class Marks {
    /// The positions, ascending; the one after the last is the end of the bytes.
    int[] at = new int[0];

    /// The number of positions.
    int size;

    /// The first byte that is not part of a character, -1 if there is none.
    int bad;

    /// Whether that byte begins a character that the end of the bytes cuts off.
    boolean cut;

    private final long separator;
    private final long quote;

    Marks(Dialect dialect) {
        separator = Words.repeat(dialect.separator().last());
        quote = Words.repeat(dialect.quote());
    }

    /// Finds the marks of `[from, to)`; `from` begins a character.
    void find(byte[] bytes, int from, int to) {
        if (at.length < to - from + 2 * Words.SLACK) {
            at = new int[to - from + 2 * Words.SLACK];
        }
        bad = -1;
        cut = false;
        int checked = from;
        int n = 0;
        for (int p = from; p < to; p += 8) {
            long word = Words.at(bytes, p);
            if ((word & Words.HIGH) != 0) {
                checked = check(bytes, Math.max(checked, p), Math.min(p + 8, to), to);
            }
            n = note(Words.marks(word, separator, quote), p, n);
        }
        while (n > 0 && at[n - 1] >= to) {
            n--;
        }
        at[n] = to;
        size = n;
    }

    // Always writes two positions, even if there are fewer: this saves mispredicted branches.
    private int note(long hits, int p, int n) {
        int[] to = at;
        int found = Long.bitCount(hits);
        long rest = hits;
        to[n] = p + (Long.numberOfTrailingZeros(rest) >>> 3);
        rest &= rest - 1;
        to[n + 1] = p + (Long.numberOfTrailingZeros(rest) >>> 3);
        if (found > 2) {
            for (int i = n + 2; i < n + found; i++) {
                rest &= rest - 1;
                to[i] = p + (Long.numberOfTrailingZeros(rest) >>> 3);
            }
        }
        return n + found;
    }

    private int check(byte[] bytes, int from, int until, int to) {
        int p = from;
        while (p < until) {
            int length = Utf8.length(bytes, p, to);
            if (length <= 0) {
                bad = bad < 0 ? p : bad;
                cut |= length == Utf8.CUT;
                return to;
            }
            p += length;
        }
        return p;
    }
}
