package dev.fanfold.workload;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Quantiles of whole numbers, for example latencies, in at most 3,712 counters.
///
/// A quantile differs from the exact one by at most 1/128 (0.8%). Quantiles below 128, the smallest
/// number and the largest number are exact. The caller chooses the unit. Merging adds the counters
/// of fixed buckets. Therefore a merged sketch has the same quantiles as one sketch of all numbers,
/// and the same bytes in any order of merging. An encoded sketch has at most 41 KB.
///
/// From each power of two to the next there are 64 buckets of equal width. Below 64, each number
/// has a bucket. HdrHistogram (Tene) has the same scheme; DDSketch (Masson, Rim, Lee: DDSketch,
/// VLDB 2019) calls it the linearly interpolated mapping. The mapping uses whole-number arithmetic
/// only, so the results are the same on every machine.
///
/// A sketch is mutable, and only one thread may add to it.
public final class LatencySketch {
    private static final int SUB_BUCKET_BITS = 6;
    private static final int SUB_BUCKETS = 1 << SUB_BUCKET_BITS;
    private static final int BUCKETS = (Long.SIZE - SUB_BUCKET_BITS) * SUB_BUCKETS;
    private final TreeMap<Integer, Long> counts = new TreeMap<>();
    private long count;
    private long min = Long.MAX_VALUE;
    private long max;

    /// Adds a number.
    ///
    /// @throws IllegalArgumentException if the number is negative
    public void add(long number) {
        if (number < 0) {
            throw new IllegalArgumentException("a latency is 0 or more, not " + number);
        }
        increase(bucketOfNumber(number), 1);
        min = Math.min(min, number);
        max = Math.max(max, number);
    }

    /// A new sketch of the numbers of both sketches. Neither of them changes.
    public LatencySketch plus(LatencySketch other) {
        var sum = new LatencySketch();
        for (LatencySketch sketch : new LatencySketch[] {this, other}) {
            sketch.counts.forEach(sum::increase);
            sum.min = Math.min(sum.min, sketch.min);
            sum.max = Math.max(sum.max, sketch.max);
        }
        return sum;
    }

    private void increase(int bucket, long increment) {
        count = Math.addExact(count, increment);
        counts.merge(bucket, increment, Math::addExact);
    }

    /// How many numbers were added.
    public long count() {
        return count;
    }

    /// The smallest added number that is at least as large as this share of the added numbers, as
    /// exact as this class says. Empty if no number was added.
    ///
    /// @param share 0 for the smallest, 0.5 for the median, 1 for the largest
    /// @throws IllegalArgumentException if the share is not from 0 to 1
    public OptionalLong quantile(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a quantile is from 0 to 1, not " + share);
        }
        if (count == 0) {
            return OptionalLong.empty();
        }
        long rank = Math.clamp((long) Math.ceil(share * count), 1, count);
        if (rank == 1 || rank == count) {
            return OptionalLong.of(rank == 1 ? min : max);
        }
        return OptionalLong.of(Math.clamp(middle(bucketOfRank(rank)), min, max));
    }

    private int bucketOfRank(long rank) {
        long numbersSoFar = 0;
        for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
            numbersSoFar += bucket.getValue();
            if (numbersSoFar >= rank) {
                return bucket.getKey();
            }
        }
        return counts.lastKey();
    }

    // The leading 1 bit and the SUB_BUCKET_BITS bits after it select the bucket, so each number
    // below 128 has a bucket of its own.
    private static int bucketOfNumber(long number) {
        int leadingBit = Long.SIZE - 1 - Long.numberOfLeadingZeros(number);
        int shift = Math.max(0, leadingBit - SUB_BUCKET_BITS);
        return shift * SUB_BUCKETS + (int) (number >>> shift);
    }

    // The number in the middle of a bucket.
    private static long middle(int bucket) {
        int shift = Math.max(0, bucket / SUB_BUCKETS - 1);
        long first = (long) (bucket - shift * SUB_BUCKETS) << shift;
        return first + ((1L << shift) >>> 1);
    }

    /// The codec of sketches. Sketches of the same numbers, in any order, have equal bytes.
    public static Codec<LatencySketch> codec() {
        return new Codec<>() {
            @Override
            public byte[] encode(LatencySketch value) {
                return value.toBytes();
            }

            @Override
            public LatencySketch decode(byte[] bytes) {
                return fromBytes(bytes);
            }
        };
    }

    // The format, all as varints: the minimum and the maximum, then for each bucket the difference
    // of its index from the previous index, and its count.
    private byte[] toBytes() {
        var bytes = new ByteArrayOutputStream();
        if (count > 0) {
            writeVarint(bytes, min);
            writeVarint(bytes, max);
            int previous = 0;
            for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
                writeVarint(bytes, bucket.getKey() - previous);
                writeVarint(bytes, bucket.getValue());
                previous = bucket.getKey();
            }
        }
        return bytes.toByteArray();
    }

    private static LatencySketch fromBytes(byte[] encoded) {
        var sketch = new LatencySketch();
        ByteBuffer bytes = ByteBuffer.wrap(encoded);
        try {
            if (bytes.hasRemaining()) {
                sketch.min = readVarint(bytes);
                sketch.max = readVarint(bytes);
            }
            for (int bucket = 0; bytes.hasRemaining(); ) {
                bucket = Math.addExact(bucket, Math.toIntExact(readVarint(bytes)));
                sketch.increase(Objects.checkIndex(bucket, BUCKETS), readVarint(bytes));
            }
            return sketch;
        } catch (BufferUnderflowException | ArithmeticException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    encoded.length + " bytes are not a latency sketch", e);
        }
    }

    // Writes seven bits per byte, the lowest bits first. If the high bit of a byte is set, more
    // bytes follow.
    private static void writeVarint(ByteArrayOutputStream bytes, long number) {
        long remaining = number;
        for (; remaining > 0x7f; remaining >>>= 7) {
            bytes.write(0x80 | ((int) remaining));
        }
        bytes.write((int) remaining);
    }

    private static long readVarint(ByteBuffer bytes) {
        long number = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes.get();
            number |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return number;
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LatencySketch that
                && min == that.min
                && max == that.max
                && counts.equals(that.counts);
    }

    @Override
    public int hashCode() {
        return counts.hashCode();
    }

    @Override
    public String toString() {
        return count == 0
                ? "no latencies"
                : "%d latencies from %d to %d".formatted(count, min, max);
    }
}
