package dev.fanfold.workloads.tabulate;

import java.math.BigDecimal;
import java.math.BigInteger;

/// A summary of many values: sum, minimum and maximum exactly, [Bins] for the quantiles,
/// [DistinctCount] for the number of different values.
final class Sketch implements Values {
    // The registers, or the table of hashes, and the rest of it.
    private static final long WEIGHT = Registers.COUNT + 1_024L;

    final LongCounts bins;
    final DistinctCount distinctCount;
    private BigDecimal sum;
    private BigDecimal min;
    private BigDecimal max;
    private boolean empty;

    // The sum of values / 10^scale that is not in `sum` yet, and the range of those values.
    private long recent;
    private long low = Long.MAX_VALUE;
    private long high = Long.MIN_VALUE;
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

    /// Adds mantissa / 10^places, without trailing zeros.
    void add(long mantissa, int places) {
        long value = places == scale ? mantissa : rescaled(mantissa, places);
        long next = recent + value;
        if (((recent ^ next) & (value ^ next)) < 0) {
            settle();
            next = value;
        }
        recent = next;
        low = Math.min(low, value);
        high = Math.max(high, value);
        see(mantissa, places, 1);
    }

    /// Adds a value that does not fit [#add(long, int)].
    void add(BigDecimal value) {
        include(value, value, value);
        bins.add(Bins.of(value.doubleValue()), 1);
        distinctCount.see(Registers.hash(value.unscaledValue().toByteArray(), value.scale()));
    }

    private void see(long mantissa, int places, long times) {
        bins.add(Bins.of(mantissa, places), times);
        distinctCount.see(Registers.hash(mantissa, places));
    }

    // The value at the scale of `recent`; first changes that scale if necessary.
    private long rescaled(long mantissa, int places) {
        long value = places < scale ? Decimals.widened(mantissa, scale - places) : Decimals.NONE;
        if (value != Decimals.NONE) {
            return value;
        }
        settle();
        scale = places;
        return mantissa;
    }

    /// Updates sum and range. Readers call it first; then reading changes nothing.
    void settle() {
        if (low <= high) {
            include(
                    BigDecimal.valueOf(recent, scale),
                    BigDecimal.valueOf(low, scale),
                    BigDecimal.valueOf(high, scale));
        }
        recent = 0;
        low = Long.MAX_VALUE;
        high = Long.MIN_VALUE;
    }

    private void include(BigDecimal more, BigDecimal least, BigDecimal greatest) {
        sum = sum.add(more);
        min = empty || least.compareTo(min) < 0 ? least : min;
        max = empty || greatest.compareTo(max) > 0 ? greatest : max;
        empty = false;
    }

    /// Adds these values to this sketch.
    Sketch plus(Values other) {
        switch (other) {
            case Histogram few -> take(few);
            case Sketch sketch -> take(sketch);
        }
        return this;
    }

    private void take(Sketch other) {
        other.settle();
        include(other.sum, other.min, other.max);
        for (long bin : other.bins.sortedKeys()) {
            bins.add(bin, other.bins.count(bin));
        }
        distinctCount.plus(other.distinctCount);
    }

    private void take(Histogram few) {
        for (int i = 0; i < few.values.length; i++) {
            BigDecimal value = BigDecimal.valueOf(few.values[i], few.scale);
            BigInteger all =
                    BigInteger.valueOf(few.values[i]).multiply(BigInteger.valueOf(few.counts[i]));
            include(new BigDecimal(all, few.scale), value, value);
            long mantissa = few.values[i];
            int places = few.scale;
            for (; places > 0 && mantissa % 10 == 0; places--) {
                mantissa /= 10;
            }
            see(mantissa, places, few.counts[i]);
        }
    }

    Sketch copy() {
        return new Sketch().plus(this);
    }

    BigDecimal sum() {
        settle();
        return Decimals.canonical(sum);
    }

    BigDecimal min() {
        settle();
        return Decimals.canonical(min);
    }

    BigDecimal max() {
        settle();
        return Decimals.canonical(max);
    }

    /// Its bins, ascending, with their counts.
    long[] hits() {
        long[] hits = bins.sortedKeys();
        for (int i = 0; i < hits.length; i++) {
            hits[i] = bins.count(hits[i]);
        }
        return hits;
    }

    @Override
    public long count() {
        long count = 0;
        for (long hits : hits()) {
            count += hits;
        }
        return count;
    }

    /// More than any histogram, so that a value that becomes a sketch gets no lighter.
    @Override
    public long weight() {
        return WEIGHT + 64L * bins.size();
    }

    /// Its approximate current memory, in bytes.
    long bytes() {
        return 500 + distinctCount.bytes() + bins.bytes();
    }

    @Override
    public Summary summary() {
        long[] numbers = bins.sortedKeys();
        BigDecimal least = min();
        BigDecimal greatest = max();
        return Summary.of(
                sum(),
                least,
                greatest,
                hits(),
                i -> Bins.middle((int) numbers[i]).max(least).min(greatest),
                distinctCount.count());
    }
}
