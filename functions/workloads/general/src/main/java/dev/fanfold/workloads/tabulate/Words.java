package dev.fanfold.workloads.tabulate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Reads eight bytes as one long and examines all of them together. The first byte is the lowest of
/// the long.
final class Words {
    /// The number of bytes that a buffer needs after its content, because words are read past its
    /// end.
    static final int SLACK = 8;

    /// The high bit of each byte; it is set in the bytes of characters that are not ASCII.
    static final long HIGH_BITS = 0x8080808080808080L;

    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;
    // The bits of which at least one is set in each ASCII character that is not a control
    // character.
    private static final long PRINTABLE_BITS = 0x6060606060606060L;
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Words() {}

    static long at(byte[] bytes, int position) {
        return (long) LONG.get(bytes, position);
    }

    /// A word of eight copies of a byte.
    static long repeat(byte value) {
        return (value & 0xffL) * 0x0101010101010101L;
    }

    /// A word with the high bit of each byte that is equal in both words. The result is exact. The
    /// well-known shorter form would also report some bytes above a match.
    static long equal(long word, long pattern) {
        long x = word ^ pattern;
        return ~(((x & LOW_BITS) + LOW_BITS) | x) & HIGH_BITS;
    }

    /// A word with the high bit of each byte that is the separator, the quote or a control
    /// character.
    static long marks(long word, long separator, long quote) {
        long s = word ^ separator;
        long q = word ^ quote;
        long other =
                (((s & LOW_BITS) + LOW_BITS) | s)
                        & (((q & LOW_BITS) + LOW_BITS) | q)
                        & (((word & PRINTABLE_BITS) + PRINTABLE_BITS) | word);
        return ~other & HIGH_BITS;
    }

    /// The first `length` (0 to 8) bytes of a word; the rest is zero.
    static long head(long word, int length) {
        return length == 0 ? 0 : word & (-1L >>> (64 - 8 * length));
    }
}
