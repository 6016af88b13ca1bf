package dev.fanfold.workloads.tabulate;

import java.math.BigDecimal;
import java.math.BigInteger;

/// The values of a measure, if too many of them differ for a [Histogram], or if they do not fit a
/// common scale. Sum, minimum and maximum are exact. The counts of [Bins] give approximate
/// quantiles, and [DistinctCount] gives the number of different values.
final class Sketch implements Values {
    // The bytes of a sketch without its bins: mostly the registers or the table of hashes.
    private static final long FIXED_WEIGHT = Registers.COUNT + 1_024L;

    /// The number of values in each bin.
    final LongCounts bins;

    final DistinctCount distinctCount;
    private BigDecimal sum;
    private BigDecimal min;
    private BigDecimal max;
    private boolean empty;

    // The sum, minimum and maximum of the values that are not in `sum`, `min` and `max` yet, each
    // multiplied by 10^scale. Adding to longs is much faster than adding to BigDecimals.
    private long pendingSum;
    private long pendingMin = Long.MAX_VALUE;
    private long pendingMax = Long.MIN_VALUE;
    private int scale;

    Sketch() {
        this(
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                new LongCounts(),
                new DistinctCount());
        empty = true;
    }

    Sketch(
            BigDecimal sum,
            BigDecimal min,
            BigDecimal max,
            LongCounts bins,
            DistinctCount distinctCount) {
        this.sum = sum;
        this.min = min;
        this.max = max;
        this.bins = bins;
        this.distinctCount = distinctCount;
    }

    /// Adds the value `mantissa / 10^places`. The last of its decimal places must not be 0, so that
    /// equal values have equal hashes.
    void add(long mantissa, int places) {
        long value = places == scale ? mantissa : rescaled(mantissa, places);
        long next = pendingSum + value;
        if (((pendingSum ^ next) & (value ^ next)) < 0) {
            // The sum would overflow.
            addPending();
            next = value;
        }
        pendingSum = next;
        pendingMin = Math.min(pendingMin, value);
        pendingMax = Math.max(pendingMax, value);
        countBinAndHash(mantissa, places, 1);
    }

    /// Adds a value that does not fit [#add(long, int)]. Its unscaled value must have no trailing
    /// zeros.
    void add(BigDecimal value) {
        include(value, value, value);
        bins.add(Bins.of(value.doubleValue()), 1);
        distinctCount.addHash(Registers.hash(value.unscaledValue().toByteArray(), value.scale()));
    }

    private void countBinAndHash(long mantissa, int places, long times) {
        bins.add(Bins.of(mantissa, places), times);
        distinctCount.addHash(Registers.hash(mantissa, places));
    }

    // The value multiplied by 10^scale. If that does not fit, the scale changes first.
    private long rescaled(long mantissa, int places) {
        long value =
                places < scale ? Decimals.withMorePlaces(mantissa, scale - places) : Decimals.NONE;
        if (value != Decimals.NONE) {
            return value;
        }
        addPending();
        scale = places;
        return mantissa;
    }

    /// Adds the pending values to sum, minimum and maximum. After this, the methods that read the
    /// sketch do not change it.
    void addPending() {
        if (pendingMin <= pendingMax) {
            include(
                    BigDecimal.valueOf(pendingSum, scale),
                    BigDecimal.valueOf(pendingMin, scale),
                    BigDecimal.valueOf(pendingMax, scale));
        }
        pendingSum = 0;
        pendingMin = Long.MAX_VALUE;
        pendingMax = Long.MIN_VALUE;
    }

    private void include(BigDecimal otherSum, BigDecimal otherMin, BigDecimal otherMax) {
        sum = sum.add(otherSum);
        min = empty || otherMin.compareTo(min) < 0 ? otherMin : min;
        max = empty || otherMax.compareTo(max) > 0 ? otherMax : max;
        empty = false;
    }

    /// Adds these values to this sketch, and returns this sketch.
    Sketch addAll(Values other) {
        switch (other) {
            case Histogram histogram -> addHistogram(histogram);
            case Sketch sketch -> addSketch(sketch);
        }
        return this;
    }

    private void addSketch(Sketch other) {
        other.addPending();
        include(other.sum, other.min, other.max);
        for (long bin : other.bins.sortedKeys()) {
            bins.add(bin, other.bins.count(bin));
        }
        distinctCount.addAll(other.distinctCount);
    }

    private void addHistogram(Histogram histogram) {
        for (int i = 0; i < histogram.values.length; i++) {
            BigDecimal value = BigDecimal.valueOf(histogram.values[i], histogram.scale);
            BigInteger product =
                    BigInteger.valueOf(histogram.values[i])
                            .multiply(BigInteger.valueOf(histogram.counts[i]));
            include(new BigDecimal(product, histogram.scale), value, value);
            long mantissa = histogram.values[i];
            int places = histogram.scale;
            for (; places > 0 && mantissa % 10 == 0; places--) {
                mantissa /= 10;
            }
            countBinAndHash(mantissa, places, histogram.counts[i]);
        }
    }

    Sketch copy() {
        return new Sketch().addAll(this);
    }

    BigDecimal sum() {
        addPending();
        return Decimals.canonical(sum);
    }

    BigDecimal min() {
        addPending();
        return Decimals.canonical(min);
    }

    BigDecimal max() {
        addPending();
        return Decimals.canonical(max);
    }

    /// The counts of the bins, in ascending order of the bins.
    long[] binCounts() {
        long[] counts = bins.sortedKeys();
        for (int i = 0; i < counts.length; i++) {
            counts[i] = bins.count(counts[i]);
        }
        return counts;
    }

    @Override
    public long count() {
        long count = 0;
        for (long binCount : binCounts()) {
            count += binCount;
        }
        return count;
    }

    /// More than the weight of any histogram, so that the weight does not fall when a histogram
    /// becomes a sketch.
    @Override
    public long weight() {
        return FIXED_WEIGHT + 64L * bins.size();
    }

    /// The approximate current memory of the sketch, in bytes.
    long bytes() {
        return 500 + distinctCount.bytes() + bins.bytes();
    }

    @Override
    public Summary summary() {
        long[] sortedBins = bins.sortedKeys();
        BigDecimal smallest = min();
        BigDecimal largest = max();
        return Summary.of(
                sum(),
                smallest,
                largest,
                binCounts(),
                i -> Bins.middle((int) sortedBins[i]).max(smallest).min(largest),
                distinctCount.count());
    }
}
