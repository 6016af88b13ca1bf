package dev.fanfold.workloads.tabulate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.IntFunction;

/// The statistics of one measure in one group.
///
/// @param count the number of values, at least 1
/// @param sum the exact sum; `min` and `max` are exact too
/// @param p50 the median by nearest rank, or a number within 1 % of it; `p95` and `p99` likewise
/// @param distinct the number of different values, exact or within 2 %
record Summary(
        long count,
        BigDecimal sum,
        BigDecimal min,
        BigDecimal max,
        BigDecimal p50,
        BigDecimal p95,
        BigDecimal p99,
        long distinct) {
    private static final MathContext MEAN_PRECISION = new MathContext(12, RoundingMode.HALF_EVEN);

    /// A summary whose quantiles are taken from counted values.
    ///
    /// @param counts the count of each value or of each bin of values, in ascending order
    /// @param value the value for an index of `counts`
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
                value.apply(quantileIndex(counts, count, 50)),
                value.apply(quantileIndex(counts, count, 95)),
                value.apply(quantileIndex(counts, count, 99)),
                distinct);
    }

    /// Sum divided by count, to 12 significant digits.
    BigDecimal mean() {
        return sum.divide(BigDecimal.valueOf(count), MEAN_PRECISION);
    }

    // The index in `counts` of the value with the rank ceil(percent / 100 * count). The product is
    // computed in two parts, because it could overflow.
    private static int quantileIndex(long[] counts, long count, int percent) {
        long rank = count / 100 * percent + (count % 100 * percent + 99) / 100;
        int i = 0;
        for (long valuesSoFar = counts[0]; valuesSoFar < rank; valuesSoFar += counts[i]) {
            i++;
        }
        return i;
    }
}
