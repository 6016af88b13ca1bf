package dev.fanfold.workloads.tabulate;

import java.math.BigDecimal;
import java.math.MathContext;

/// Assigns numbers to the bins of a [Sketch]. Two numbers are in the same bin if their doubles have
/// the same sign, the same exponent and the same first six bits of the mantissa.
///
/// The width of a bin is at most 1/64 of its lower end, so its middle is within 0.79 % of every
/// number in it. No logarithm is used, because its last bits differ between machines. Bins with
/// larger numbers have larger indices; the bin of zero has the index 0.
final class Bins {
    // The bits of a double below sign, exponent and the first six bits of the mantissa.
    private static final int IGNORED_BITS = 46;
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18
    };

    private Bins() {}

    static int of(long mantissa, int scale) {
        // A single division of two exact doubles is correctly rounded.
        return Math.abs(mantissa) <= 1L << 53
                ? of(mantissa / POWERS_OF_TEN[scale])
                : of(BigDecimal.valueOf(mantissa, scale).doubleValue());
    }

    static int of(double value) {
        if (value == 0) {
            return 0;
        }
        int bin = (int) (Double.doubleToRawLongBits(Math.abs(value)) >>> IGNORED_BITS) + 1;
        return value < 0 ? -bin : bin;
    }

    /// The number that represents a bin, to six digits.
    static BigDecimal middle(int bin) {
        if (bin == 0) {
            return BigDecimal.ZERO;
        }
        double low = Double.longBitsToDouble((Math.abs(bin) - 1L) << IGNORED_BITS);
        double high = Double.longBitsToDouble((long) Math.abs(bin) << IGNORED_BITS);
        BigDecimal middle = new BigDecimal(low + (high - low) / 2, new MathContext(6));
        return bin < 0 ? middle.negate() : middle;
    }
}
