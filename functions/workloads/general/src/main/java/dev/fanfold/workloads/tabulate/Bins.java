package dev.fanfold.workloads.tabulate;

import java.math.BigDecimal;
import java.math.MathContext;

/// The bins of a sketch. Two numbers are in the same bin if their doubles have the same sign, the
/// same exponent and the same first six bits after it.
///
/// The width of a bin is at most 1/64 of its lower end, so its middle is within 0.79 % of every
/// number in it. No logarithm is used, so every machine puts a number into the same bin. Bins are
/// numbered in the order of their numbers; zero has 0.
final class Bins {
    private static final int SHIFT = 46;
    private static final double[] TENS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18
    };

    private Bins() {}

    static int of(long mantissa, int scale) {
        // A single division of two exact doubles is correctly rounded.
        return Math.abs(mantissa) <= 1L << 53
                ? of(mantissa / TENS[scale])
                : of(BigDecimal.valueOf(mantissa, scale).doubleValue());
    }

    static int of(double value) {
        if (value == 0) {
            return 0;
        }
        int bin = (int) (Double.doubleToRawLongBits(Math.abs(value)) >>> SHIFT) + 1;
        return value < 0 ? -bin : bin;
    }

    /// The number that represents a bin, to six digits.
    static BigDecimal middle(int bin) {
        if (bin == 0) {
            return BigDecimal.ZERO;
        }
        double low = Double.longBitsToDouble((Math.abs(bin) - 1L) << SHIFT);
        double high = Double.longBitsToDouble((long) Math.abs(bin) << SHIFT);
        BigDecimal middle = new BigDecimal(low + (high - low) / 2, new MathContext(6));
        return bin < 0 ? middle.negate() : middle;
    }
}
