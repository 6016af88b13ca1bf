package dev.fanfold.workloads.tabulate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.IntFunction;

/// The statistics of one measure in one group.
///
/// @param sum exact, as are `min` and `max`
/// @param p50 the value of nearest rank, or one within 1 % of it
/// @param distinct the number of different values, within 2 %
record Summary(
        long count,
        BigDecimal sum,
        BigDecimal min,
        BigDecimal max,
        BigDecimal p50,
        BigDecimal p95,
        BigDecimal p99,
        long distinct) {
    private static final MathContext MEAN = new MathContext(12, RoundingMode.HALF_EVEN);

    /// A summary with quantiles from values counted in ascending order.
    static Summary of(
            BigDecimal sum,
            BigDecimal min,
            BigDecimal max,
            long[] counts,
            IntFunction<BigDecimal> value,
            long distinct) {
        long count = 0;
        for (long times : counts) {
            count += times;
        }
        return new Summary(
                count,
                sum,
                min,
                max,
                value.apply(rank(counts, count, 50)),
                value.apply(rank(counts, count, 95)),
                value.apply(rank(counts, count, 99)),
                distinct);
    }

    /// Sum divided by count, to 12 significant digits.
    BigDecimal mean() {
        return sum.divide(BigDecimal.valueOf(count), MEAN);
    }

    // The position of the value of rank ceil(percent / 100 * count). The product is split to avoid
    // overflow.
    private static int rank(long[] counts, long count, int percent) {
        long rank = count / 100 * percent + (count % 100 * percent + 99) / 100;
        int i = 0;
        for (long below = counts[0]; below < rank; below += counts[i]) {
            i++;
        }
        return i;
    }
}
