package dev.fanfold.workloads.tabulate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Counts the values of one measure in one group while a slice is read.
///
/// Most values fall into a window of neighbouring numbers, at the scale in which most values are
/// written, with one counter each. Then a row costs one increment, and sum and quantiles are
/// computed at the end. Values outside of the window are counted in a table. If they are too many
/// for a [Histogram], they go into a [Sketch].
final class Counter {
    private static final char[] NONE = new char[0];
    private static final int FULL = 1 << 16;
    private static final int MIN_SIZE = 32;
    private static final int MAX_SIZE = 1 << 15;
    private static final int SLOTS_PER_VALUE = 32;

    // The object, its table and the headers of their arrays.
    private static final int SELF = 128;

    /// The number of missing values.
    long missing;

    private final Memory memory;
    private int scale;
    private long base;
    private char[] window = NONE;
    private int patience = 64;
    private LongCounts outside = new LongCounts();
    private @Nullable Sketch sketch;

    /// A counter that reports its memory as it grows.
    Counter(Memory memory) {
        this.memory = memory;
        memory.add(bytes());
    }

    /// Counts mantissa / 10^places.
    void add(long mantissa, int places) {
        long i = mantissa - base;
        if (places == scale && i >= 0 && i < window.length) {
            if (++window[(int) i] == 0) {
                // Counters of sixteen bits keep the window in the cache.
                outside.add(mantissa, FULL);
            }
        } else {
            addElsewhere(mantissa, places);
        }
    }

    private void addElsewhere(long value, int decimals) {
        long before = bytes();
        addStripped(value, decimals);
        memory.add(bytes() - before);
    }

    private void addStripped(long value, int decimals) {
        long mantissa = value;
        int places = decimals;
        for (; places > 0 && mantissa % 10 == 0; places--) {
            mantissa /= 10;
        }
        if (sketch == null && !reaches(mantissa, places)) {
            toSketch();
        }
        if (sketch != null) {
            sketch.add(mantissa, places);
        } else {
            put(Decimals.widened(mantissa, scale - places), 1);
        }
    }

    /// Counts a value that does not fit a mantissa.
    void add(Decimals.Parsed.Large large) {
        long before = bytes();
        toSketch().add(large.value());
        memory.add(bytes() - before);
    }

    // Raises the scale to these decimal places; false if the value or an earlier one does not fit
    // then.
    private boolean reaches(long mantissa, int places) {
        if (places > scale) {
            Histogram seen = histogram();
            if (seen.values.length > 0 && !seen.fits(places)) {
                return false;
            }
            start(places);
            Histogram moved = seen.at(places);
            for (int i = 0; i < moved.values.length; i++) {
                put(moved.values[i], moved.counts[i]);
            }
        }
        return Decimals.widened(mantissa, scale - places) != Decimals.NONE;
    }

    private void start(int places) {
        scale = places;
        window = NONE;
        outside = new LongCounts();
    }

    // Counts a value at the scale.
    private void put(long value, long times) {
        if (!inWindow(value) && !widen(value) && outside.size() >= patience) {
            restart(value);
        }
        if (times == 1 && inWindow(value)) {
            add(value, scale);
        } else if (outside.add(value, times) && outside.size() > Histogram.MAX_VALUES) {
            toSketch();
        }
    }

    // Moves a window that began at an unusual value, a few times at most.
    private void restart(long value) {
        patience *= 2;
        for (int i = 0; i < window.length; i++) {
            if (window[i] != 0) {
                outside.add(base + i, window[i]);
            }
        }
        window = NONE;
        widen(value);
    }

    // The difference of two values may exceed a long, so it is read unsigned.
    private boolean inWindow(long value) {
        return Long.compareUnsigned(value - base, window.length) < 0;
    }

    // Extends the window to the value, unless it would become too wide.
    private boolean widen(long value) {
        long from = window.length == 0 ? value : Math.min(base, value);
        long to = window.length == 0 ? value + 1 : Math.max(base + window.length, value + 1);
        long span = to - from;
        int max =
                Math.min(MAX_SIZE, 4 * MIN_SIZE + window.length + SLOTS_PER_VALUE * outside.size());
        if (Long.compareUnsigned(span, max) > 0) {
            return false;
        }
        char[] wider = new char[Math.max(MIN_SIZE, Integer.highestOneBit((int) (2 * span - 1)))];
        long start = from - (wider.length - span) / 2;
        System.arraycopy(
                window, 0, wider, (int) (window.length == 0 ? 0 : base - start), window.length);
        window = wider;
        base = start;
        return true;
    }

    private Sketch toSketch() {
        if (sketch == null) {
            sketch = new Sketch().plus(histogram());
            start(0);
        }
        return sketch;
    }

    /// The counted values.
    Values values() {
        if (sketch == null) {
            Histogram all = histogram();
            return all.values.length <= Histogram.MAX_VALUES ? all : toSketch();
        }
        sketch.settle();
        return sketch;
    }

    // All values, even if they are too many. A value may be counted both in the window and outside.
    private Histogram histogram() {
        long[] values = new long[outside.size() + window.length];
        int n = 0;
        for (long value : outside.sortedKeys()) {
            if (!inWindow(value) || window[(int) (value - base)] == 0) {
                values[n++] = value;
            }
        }
        boolean sorted = n == 0;
        for (int i = 0; i < window.length; i++) {
            values[n] = base + i;
            n += window[i] == 0 ? 0 : 1;
        }
        values = Arrays.copyOf(values, n);
        if (!sorted) {
            Arrays.sort(values);
        }
        long[] counts = new long[n];
        for (int i = 0; i < n; i++) {
            counts[i] =
                    outside.count(values[i])
                            + (inWindow(values[i]) ? window[(int) (values[i] - base)] : 0);
        }
        return new Histogram(scale, values, counts);
    }

    // Its approximate memory.
    private long bytes() {
        return SELF + 2L * window.length + outside.bytes() + (sketch == null ? 0 : sketch.bytes());
    }
}
