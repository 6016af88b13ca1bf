package dev.fanfold.workloads.tabulate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Counts the values of one measure in one group while a slice is read.
///
/// Values are counted as integers: `value * 10^scale`, where the scale grows if a value has more
/// decimal places. Most of these integers fall into a window: an array with one counter of 16 bits
/// for each of a range of consecutive integers. A value in the window costs one increment. Values
/// outside of the window are counted in a hash table. Sum and quantiles are computed at the end. If
/// there are too many different values for a [Histogram], or they do not fit a common scale, all
/// values go into a [Sketch].
final class Counter {
    private static final char[] EMPTY_WINDOW = new char[0];
    // The count at which a counter of the window overflows to 0.
    private static final int OVERFLOW = 1 << 16;
    // The number of counters in a window.
    private static final int MIN_WINDOW = 32;
    private static final int MAX_WINDOW = 1 << 15;
    // By how many counters the window may grow for each different value outside of it.
    private static final int SLOTS_PER_VALUE = 32;
    // The bytes of this object, its table and the headers of their arrays.
    private static final int OBJECT_BYTES = 128;

    /// The number of missing values.
    long missing;

    private final Memory memory;
    private int scale;
    // The integer that the first counter of the window counts.
    private long windowStart;
    private char[] window = EMPTY_WINDOW;
    // The number of different values outside of the window from which on it moves to a further
    // value for which it cannot be widened.
    private int valuesBeforeMove = 64;
    private LongCounts outside = new LongCounts();
    private @Nullable Sketch sketch;

    /// A counter that reports its memory as it grows.
    Counter(Memory memory) {
        this.memory = memory;
        memory.add(bytes());
    }

    /// Counts the value `mantissa / 10^places`. The mantissa's magnitude is less than
    /// [Decimals#MAX_MANTISSA].
    void add(long mantissa, int places) {
        long slot = mantissa - windowStart;
        if (places == scale
                && slot >= 0
                && slot < window.length
                && window[(int) slot] < Character.MAX_VALUE) {
            // Counters of sixteen bits keep the window in the processor's cache.
            window[(int) slot]++;
        } else {
            addSlowly(mantissa, places);
        }
    }

    // Counts a value at another scale, outside of the window, or whose counter is full.
    private void addSlowly(long mantissa, int places) {
        long before = bytes();
        addStripped(mantissa, places);
        memory.add(bytes() - before);
    }

    // Counts a value after it has removed the trailing zeros of its decimal places.
    private void addStripped(long unstripped, int unstrippedPlaces) {
        long mantissa = unstripped;
        int places = unstrippedPlaces;
        for (; places > 0 && mantissa % 10 == 0; places--) {
            mantissa /= 10;
        }
        if (sketch == null && !raiseScale(mantissa, places)) {
            toSketch();
        }
        if (sketch != null) {
            sketch.add(mantissa, places);
        } else {
            put(Decimals.withMorePlaces(mantissa, scale - places), 1);
        }
    }

    /// Counts a value that does not fit a mantissa. Moves all values to a sketch.
    void add(Decimals.Parsed.Large large) {
        long before = bytes();
        toSketch().add(large.value());
        memory.add(bytes() - before);
    }

    // Raises the scale to this number of decimal places if it is smaller. False if this value or an
    // earlier one does not fit a mantissa at the larger of the two scales, or if there are too many
    // values for a histogram: then the result is a sketch anyway.
    private boolean raiseScale(long mantissa, int places) {
        if (places > scale) {
            Histogram counted = histogram();
            int distinct = counted.values.length;
            if (distinct > Histogram.MAX_VALUES || (distinct > 0 && !counted.fits(places))) {
                return false;
            }
            restartAt(places);
            Histogram rescaled = counted.at(places);
            for (int i = 0; i < distinct; i++) {
                put(rescaled.values[i], rescaled.counts[i]);
            }
        }
        return Decimals.withMorePlaces(mantissa, scale - places) != Decimals.NONE;
    }

    // Discards all counts, and sets the scale.
    private void restartAt(int places) {
        scale = places;
        window = EMPTY_WINDOW;
        outside = new LongCounts();
    }

    // Counts a value that is an integer at the current scale. Call it while there is no sketch.
    private void put(long value, long times) {
        if (!inWindow(value) && !widen(value) && outside.size() >= valuesBeforeMove) {
            moveWindow(value);
        }
        if (times == 1 && inWindow(value)) {
            // The hash table takes the count of a counter that overflows.
            if (++window[(int) (value - windowStart)] == 0) {
                outside.add(value, OVERFLOW);
            }
        } else if (outside.add(value, times) && outside.size() > Histogram.MAX_VALUES) {
            toSketch();
        }
    }

    // Starts a new window at this value, because the window is at unusual values if many others are
    // outside of it. That happens if the first value was an unusual one. The limit doubles with
    // each move, so the window moves a few times at most.
    private void moveWindow(long value) {
        valuesBeforeMove *= 2;
        for (int i = 0; i < window.length; i++) {
            if (window[i] != 0) {
                outside.add(windowStart + i, window[i]);
            }
        }
        window = EMPTY_WINDOW;
        widen(value);
    }

    // The difference is compared as unsigned, so that a negative one is outside of the window too.
    private boolean inWindow(long value) {
        return Long.compareUnsigned(value - windowStart, window.length) < 0;
    }

    // Extends the window to the value. False if it would become too wide.
    private boolean widen(long value) {
        long from = window.length == 0 ? value : Math.min(windowStart, value);
        long to = window.length == 0 ? value + 1 : Math.max(windowStart + window.length, value + 1);
        long span = to - from;
        int max =
                Math.min(
                        MAX_WINDOW,
                        4 * MIN_WINDOW + window.length + SLOTS_PER_VALUE * outside.size());
        if (Long.compareUnsigned(span, max) > 0) {
            return false;
        }
        char[] widened =
                new char[Math.max(MIN_WINDOW, Integer.highestOneBit((int) (2 * span - 1)))];
        long start = from - (widened.length - span) / 2;
        System.arraycopy(
                window,
                0,
                widened,
                (int) (window.length == 0 ? 0 : windowStart - start),
                window.length);
        window = widened;
        windowStart = start;
        return true;
    }

    // Moves all counts to a sketch, unless there is one, and returns the sketch.
    private Sketch toSketch() {
        if (sketch == null) {
            sketch = new Sketch().addAll(histogram());
            restartAt(0);
        }
        return sketch;
    }

    /// The counted values.
    Values values() {
        if (sketch == null) {
            Histogram all = histogram();
            return all.values.length <= Histogram.MAX_VALUES ? all : toSketch();
        }
        sketch.addPending();
        return sketch;
    }

    // All values, even if there are too many for a histogram. A value may be counted in the window
    // and in the hash table; then its counts are added.
    private Histogram histogram() {
        long[] values = new long[outside.size() + window.length];
        int n = 0;
        for (long value : outside.sortedKeys()) {
            if (!inWindow(value) || window[(int) (value - windowStart)] == 0) {
                values[n++] = value;
            }
        }
        boolean areSorted = n == 0;
        for (int i = 0; i < window.length; i++) {
            values[n] = windowStart + i;
            n += window[i] == 0 ? 0 : 1;
        }
        values = Arrays.copyOf(values, n);
        if (!areSorted) {
            Arrays.sort(values);
        }
        long[] counts = new long[n];
        for (int i = 0; i < n; i++) {
            counts[i] =
                    outside.count(values[i])
                            + (inWindow(values[i]) ? window[(int) (values[i] - windowStart)] : 0);
        }
        return new Histogram(scale, values, counts);
    }

    /// The approximate memory of this counter, in bytes. It is reported while values are added.
    long bytes() {
        return OBJECT_BYTES
                + 2L * window.length
                + outside.bytes()
                + (sketch == null ? 0 : sketch.bytes());
    }
}
