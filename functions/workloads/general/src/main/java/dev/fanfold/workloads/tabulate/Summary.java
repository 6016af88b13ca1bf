package dev.fanfold.workloads.tabulate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.IntFunction;

/// What is said of one measure in one group.
///
/// @param sum exact, as are `min` and `max`
/// @param p50 the value of nearest rank, or one within 1 % of it
/// @param distinct how many different values there are, within 2 %
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

    /// A summary whose quantiles are looked up among values counted in ascending order.
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

    /// The sum by the count, to 12 significant digits.
    BigDecimal mean() {
        return sum.divide(BigDecimal.valueOf(count), MEAN);
    }

    // Where the value of rank ceil(percent / 100 * count) stands; split, so as not to overflow.
    private static int rank(long[] counts, long count, int percent) {
        long rank = count / 100 * percent + (count % 100 * percent + 99) / 100;
        int i = 0;
        for (long below = counts[0]; below < rank; below += counts[i]) {
            i++;
        }
        return i;
    }
}
