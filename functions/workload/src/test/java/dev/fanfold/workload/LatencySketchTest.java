package dev.fanfold.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Quantiles are within the documented error for all numbers, and every order of merging gives the
/// same sketch.
class LatencySketchTest {
    private static final Codec<LatencySketch> CODEC = LatencySketch.codec();

    @Test
    void everyQuantileIsWithinTheDocumentedError() {
        for (long seed = 1; seed <= 500; seed++) {
            var random = new Random(seed);
            long[] numbers = numbers(random);
            LatencySketch sketch = sketch(numbers);
            Arrays.sort(numbers);
            for (int i = 0; i < 50; i++) {
                double share = i == 0 ? 0 : i == 1 ? 1 : random.nextDouble();
                int rank = Math.clamp((long) Math.ceil(share * numbers.length), 1, numbers.length);
                long exact = numbers[rank - 1];
                assertThat((double) sketch.quantile(share).orElseThrow())
                        .as("seed %d share %s", seed, share)
                        .isBetween(exact * (1 - 1 / 128.0), exact * (1 + 1 / 128.0));
            }
            assertThat(sketch.count()).isEqualTo(numbers.length);
            assertThat(sketch.quantile(0)).hasValue(numbers[0]);
            assertThat(sketch.quantile(1)).hasValue(numbers[numbers.length - 1]);
        }
    }

    private static long[] numbers(Random random) {
        int bits = 1 + random.nextInt(63);
        return random.longs(1 + random.nextInt(200), 0, Long.MAX_VALUE >>> (63 - bits) | 1)
                .toArray();
    }

    private static LatencySketch sketch(long... numbers) {
        var sketch = new LatencySketch();
        Arrays.stream(numbers).forEach(sketch::add);
        return sketch;
    }

    @Test
    void numbersAtTheEdgesOfBucketsAreWithinTheError() {
        for (int bit = 0; bit < 63; bit++) {
            for (long step = -1; step <= 1; step++) {
                long number = Math.max(0, (1L << bit) + step);
                var sketch = sketch(number / 2, number, Long.MAX_VALUE);
                long median = sketch.quantile(0.5).orElseThrow();
                assertThat(Math.abs(median - number))
                        .as("number %d", number)
                        .isLessThanOrEqualTo(number / 128);
            }
        }
    }

    @Test
    void anyOrderOfMergingGivesTheBytesOfASingleSketch() {
        for (long seed = 1; seed <= 300; seed++) {
            var random = new Random(seed);
            var parts = new ArrayList<LatencySketch>();
            var all = new LatencySketch();
            for (int sketches = random.nextInt(6); sketches > 0; sketches--) {
                long[] numbers = random.nextInt(5) == 0 ? new long[0] : numbers(random);
                Arrays.stream(numbers).forEach(all::add);
                parts.add(sketch(numbers));
            }
            Collections.shuffle(parts, random);
            int middle = parts.isEmpty() ? 0 : random.nextInt(parts.size());
            LatencySketch merged =
                    merged(parts.subList(0, middle))
                            .plus(merged(parts.subList(middle, parts.size())));

            assertThat(CODEC.encode(merged)).as("seed %d", seed).isEqualTo(CODEC.encode(all));
            assertThat(merged).as("seed %d", seed).isEqualTo(all).hasSameHashCodeAs(all);
        }
    }

    private static LatencySketch merged(List<LatencySketch> parts) {
        return parts.stream().reduce(new LatencySketch(), LatencySketch::plus);
    }

    @Test
    void mergingLeavesBothSketchesUnchanged() {
        LatencySketch left = sketch(1, 2);
        LatencySketch right = sketch(3);
        assertThat(left.plus(right)).isEqualTo(sketch(1, 2, 3));

        assertThat(left).isEqualTo(sketch(1, 2)).isNotEqualTo(right).isNotEqualTo("1, 2");
        assertThat(right).isEqualTo(sketch(3)).hasToString("1 latencies from 3 to 3");
    }

    @Test
    void anEncodedSketchIsReadBackUnchangedAndIsSmall() {
        for (long seed = 1; seed <= 300; seed++) {
            LatencySketch sketch = sketch(numbers(new Random(seed)));
            byte[] bytes = CODEC.encode(sketch);
            assertThat(CODEC.decode(bytes)).as("seed %d", seed).isEqualTo(sketch);
        }
        LatencySketch full = full();
        assertThat(full.count()).isEqualTo(3_712);
        for (int doublings = 0; doublings < 51; doublings++) {
            full = full.plus(full);
        }
        assertThat(CODEC.encode(full)).hasSizeLessThan(41_000);
        assertThat(CODEC.decode(CODEC.encode(full))).isEqualTo(full);
        LatencySketch largest = full;
        assertThatThrownBy(() -> largest.plus(largest)).isInstanceOf(ArithmeticException.class);
    }

    // A sketch with one number in every bucket.
    private static LatencySketch full() {
        var sketch = new LatencySketch();
        for (long number = 0; number < 128; number++) {
            sketch.add(number);
        }
        for (int shift = 1; shift <= 56; shift++) {
            for (long number = 64; number < 128; number++) {
                sketch.add(number << shift);
            }
        }
        return sketch;
    }

    @Test
    void anEmptySketchHasNoQuantile() {
        assertThat(new LatencySketch().quantile(0.5)).isEmpty();
        assertThat(CODEC.encode(new LatencySketch())).isEmpty();
        assertThat(CODEC.decode(new byte[0]))
                .isEqualTo(new LatencySketch())
                .hasToString("no latencies");
    }

    @Test
    void invalidLatenciesQuantilesAndBytesAreRejected() {
        assertThatThrownBy(() -> sketch(-1)).hasMessage("a latency is 0 or more, not -1");
        for (double share : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThatThrownBy(() -> sketch(1).quantile(share))
                    .hasMessage("a quantile is from 0 to 1, not " + share);
        }
        byte[] lastBucket = {0, 1, (byte) 0xff, 28, 1}; // bucket 3711
        byte[] bucketBeyondLast = {0, 1, (byte) 0x80, 29, 1}; // bucket 3712
        assertThat(CODEC.decode(lastBucket).count()).isEqualTo(1);
        for (byte[] bytes :
                List.of(bucketBeyondLast, new byte[] {1}, new byte[] {1, 1, (byte) 0x80})) {
            assertThatThrownBy(() -> CODEC.decode(bytes))
                    .hasMessageContaining("not a latency sketch");
        }
    }
}
