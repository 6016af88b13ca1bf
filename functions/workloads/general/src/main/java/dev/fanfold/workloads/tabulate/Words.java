package dev.fanfold.workloads.tabulate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Eight bytes as one word. The first byte is the lowest.
final class Words {
    /// The number of bytes that may be read past the end.
    static final int SLACK = 8;

    static final long HIGH = 0x8080808080808080L;
    private static final long LOW7 = 0x7f7f7f7f7f7f7f7fL;
    private static final long UPPER = 0x6060606060606060L;
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Words() {}

    static long at(byte[] bytes, int position) {
        return (long) LONG.get(bytes, position);
    }

    /// The byte at all eight places.
    static long repeat(byte value) {
        return (value & 0xffL) * 0x0101010101010101L;
    }

    /// The high bit of each byte that equals the pattern's. It is exact, unlike the common shorter
    /// form, which also reports bytes above a match.
    static long equal(long word, long pattern) {
        long x = word ^ pattern;
        return ~(((x & LOW7) + LOW7) | x) & HIGH;
    }

    /// The high bit of each byte that is the separator, the quote or below a space.
    static long marks(long word, long separator, long quote) {
        long s = word ^ separator;
        long q = word ^ quote;
        long other =
                (((s & LOW7) + LOW7) | s)
                        & (((q & LOW7) + LOW7) | q)
                        & (((word & UPPER) + UPPER) | word);
        return ~other & HIGH;
    }

    /// The first `length` (0 to 8) bytes of a word; the rest is zero.
    static long head(long word, int length) {
        return length == 0 ? 0 : word & (-1L >>> (64 - 8 * length));
    }
}
