package dev.fanfold.workloads.tabulate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/// Each different value with its count. All statistics of a histogram are exact, except for the
/// mean, which is rounded.
///
/// In a result, it has at most [#MAX_VALUES] different values. At a common scale, the mantissas of
/// its values must fit 62 bits. If some values exceed a limit, all larger sets that contain them
/// exceed it too. So it does not depend on the order of values whether the result is a histogram or
/// a [Sketch].
final class Histogram implements Values {
    /// The maximum number of different values in a result. If there are more, the result is a
    /// sketch.
    static final int MAX_VALUES = 4_096;

    static final Histogram EMPTY = new Histogram(0, new long[0], new long[0]);

    /// The number of decimal places of the values. In a result, it is the smallest with which all
    /// values can be written.
    final int scale;

    /// The values in ascending order, each multiplied by `10^scale`.
    final long[] values;

    /// The count of each value, at least 1.
    final long[] counts;

    Histogram(int scale, long[] values, long[] counts) {
        this.scale = scale;
        this.values = values;
        this.counts = counts;
    }

    /// The values of both histograms: a histogram, or a sketch if a limit is exceeded. Neither of
    /// the two histograms changes.
    Values plus(Histogram other) {
        if (values.length == 0) {
            return other;
        }
        int common = Math.max(scale, other.scale);
        if (other.values.length == 0) {
            return this;
        }
        if (!fits(common) || !other.fits(common)) {
            return new Sketch().addAll(this).addAll(other);
        }
        Histogram merged = merged(at(common), other.at(common));
        return merged.values.length <= MAX_VALUES ? merged : new Sketch().addAll(merged);
    }

    /// Whether the mantissas fit with this many decimal places. They must be at least [#scale], and
    /// there must be at least one value.
    boolean fits(int places) {
        return Decimals.withMorePlaces(values[0], places - scale) != Decimals.NONE
                && Decimals.withMorePlaces(values[values.length - 1], places - scale)
                        != Decimals.NONE;
    }

    /// The same values with this many decimal places, for which [#fits] is true.
    Histogram at(int places) {
        if (places == scale) {
            return this;
        }
        long factor = Decimals.withMorePlaces(1, places - scale);
        return new Histogram(
                places, Arrays.stream(values).map(value -> value * factor).toArray(), counts);
    }

    private static Histogram merged(Histogram a, Histogram b) {
        long[] values = new long[a.values.length + b.values.length];
        long[] counts = new long[values.length];
        int n = 0;
        int i = 0;
        int j = 0;
        while (i < a.values.length || j < b.values.length) {
            boolean left =
                    j == b.values.length || (i < a.values.length && a.values[i] <= b.values[j]);
            boolean right =
                    i == a.values.length || (j < b.values.length && b.values[j] <= a.values[i]);
            values[n] = left ? a.values[i] : b.values[j];
            counts[n++] = (left ? a.counts[i] : 0) + (right ? b.counts[j] : 0);
            i += left ? 1 : 0;
            j += right ? 1 : 0;
        }
        return new Histogram(a.scale, Arrays.copyOf(values, n), Arrays.copyOf(counts, n));
    }

    @Override
    public long count() {
        return Arrays.stream(counts).sum();
    }

    @Override
    public long weight() {
        return 64 + 16L * values.length;
    }

    @Override
    public Summary summary() {
        return Summary.of(
                sum(),
                decimal(0),
                decimal(values.length - 1),
                counts,
                this::decimal,
                values.length);
    }

    private BigDecimal decimal(int i) {
        return BigDecimal.valueOf(values[i], scale);
    }

    private BigDecimal sum() {
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < values.length; i++) {
            sum = sum.add(BigInteger.valueOf(values[i]).multiply(BigInteger.valueOf(counts[i])));
        }
        return new BigDecimal(sum, scale);
    }
}
