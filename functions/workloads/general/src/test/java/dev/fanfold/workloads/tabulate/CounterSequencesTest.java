package dev.fanfold.workloads.tabulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Counts long sequences of numbers, and compares each result, bit for bit, with that of a plain
/// program. The number of different values and the count of a value are below, at and above each
/// limit inside of [Counter]. Decimal places come early, late and several times.
class CounterSequencesTest {
    private static final TabulationCodec CODEC = new TabulationCodec();
    private static final int[] SIZES = {
        1, 2, 31, 33, 63, 65, 127, 129, 1_000, 4_094, 4_095, 4_096, 4_097, 5_000, 8_193, 32_769
    };
    private static final int[] PLACES = {0, 0, 0, 1, 1, 2, 3, 6, 18};
    private static final int[] STEPS = {1, 1, 1, 2, 10, 10, 100, 1_000, 1 << 20};
    private static final int[] OVERFLOWS = {65_535, 65_536, 65_537, 131_073};

    /// The different values of a sequence with their counts, as BigDecimals.
    private static final class Plain {
        private final Map<BigDecimal, Long> counts = new HashMap<>();
        private int scale;

        void add(long mantissa, int places, long times) {
            BigDecimal value = Decimals.canonical(BigDecimal.valueOf(mantissa, places));
            counts.merge(value, times, Long::sum);
            scale = Math.max(scale, value.scale());
        }

        boolean fitsHistogram() {
            return counts.size() <= Histogram.MAX_VALUES
                    && counts.keySet().stream()
                            .allMatch(value ->
                                    value.setScale(scale).unscaledValue().abs().bitLength() <= 62);
        }

        Values values() {
            var sorted = new TreeMap<>(counts);
            if (!fitsHistogram()) {
                return sketch(sorted);
            }
            return new Histogram(
                    scale,
                    sorted.keySet().stream()
                            .mapToLong(value -> value.setScale(scale).unscaledValue().longValue())
                            .toArray(),
                    sorted.values().stream().mapToLong(Long::longValue).toArray());
        }

        private static Sketch sketch(SortedMap<BigDecimal, Long> counts) {
            BigDecimal sum = BigDecimal.ZERO;
            var bins = new LongCounts();
            var distinctCount = new DistinctCount();
            for (var entry : counts.entrySet()) {
                sum = sum.add(entry.getKey().multiply(BigDecimal.valueOf(entry.getValue())));
                BigDecimal value = entry.getKey().setScale(Math.max(0, entry.getKey().scale()));
                long mantissa = value.unscaledValue().longValueExact();
                bins.add(Bins.of(mantissa, value.scale()), entry.getValue());
                distinctCount.addHash(Registers.hash(mantissa, value.scale()));
            }
            return new Sketch(sum, counts.firstKey(), counts.lastKey(), bins, distinctCount);
        }
    }

    /// A counter of a whole sequence, two that share the sequence, and a plain program.
    private static final class Counted {
        final Memory memory = new Memory();
        final Counter whole = new Counter(memory);
        final Plain plain = new Plain();
        private final List<Counter> halves =
                List.of(new Counter(new Memory()), new Counter(new Memory()));

        void add(long mantissa, int places, int times, Counter half) {
            for (int i = 0; i < times; i++) {
                whole.add(mantissa, places);
                half.add(mantissa, places);
            }
            plain.add(mantissa, places, times);
        }

        // Adds different values, each several times. Their order is ascending, descending or none.
        void addSome(SplittableRandom random, int size, int places) {
            Counter half = halves.get(random.nextInt(2));
            int times = pick(random, 1, 1, 2, 3);
            int often = random.nextInt(4 * size);
            long step = pick(random, STEPS);
            long start = start(random, size * step);
            for (int i : order(random, size)) {
                long mantissa = start + i * step;
                if (Math.abs(mantissa) < Decimals.MAX_MANTISSA) {
                    add(mantissa, places, i == often ? pick(random, OVERFLOWS) : times, half);
                }
            }
        }

        void assertEqual() {
            assertThat(memory.used()).isEqualTo(whole.bytes());
            Values expected = plain.values();
            Values actual = whole.values();
            assertThat(actual).hasSameClassAs(expected);
            assertThat(encoded(actual)).isEqualTo(encoded(expected));
            assertThat(encoded(Values.merge(halves.get(0).values(), halves.get(1).values())))
                    .isEqualTo(encoded(expected));
        }
    }

    private static byte[] encoded(Values values) {
        return CODEC.encode(
                new Tabulation(List.of(new Group(new byte[0], 1, new long[1], List.of(values)))));
    }

    private static int pick(SplittableRandom random, int... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static long start(SplittableRandom random, long span) {
        return switch (random.nextInt(8)) {
            case 0 -> -span / 2;
            case 1 -> -span;
            case 2 -> -random.nextLong(1L << 40);
            case 3 -> random.nextLong(1L << 40);
            case 4 -> random.nextInt(4) > 0 ? 1 : Decimals.MAX_MANTISSA - span / 2;
            case 5 -> random.nextInt(4) > 0 ? -1 : span / 2 - Decimals.MAX_MANTISSA;
            default -> 0;
        };
    }

    private static List<Integer> order(SplittableRandom random, int size) {
        var order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
        switch (random.nextInt(4)) {
            case 0 -> Collections.reverse(order);
            case 1 -> Collections.shuffle(order, new Random(random.nextLong()));
            default -> {}
        }
        return order;
    }

    @Test
    void everySequenceGivesTheResultOfAPlainProgram() {
        int[] outcomes = new int[4];
        Seeds.each(
                150,
                random -> {
                    var counted = new Counted();
                    for (int parts = 1 + random.nextInt(4); parts > 0; parts--) {
                        boolean areMany = counted.plain.counts.size() > Histogram.MAX_VALUES;
                        int scale = counted.plain.scale;
                        counted.addSome(random, pick(random, SIZES), pick(random, PLACES));
                        outcomes[areMany && counted.plain.scale > scale ? 2 : 3]++;
                    }
                    counted.assertEqual();
                    outcomes[counted.plain.fitsHistogram() ? 0 : 1]++;
                });
        assertThat(outcomes[0]).as("histograms").isGreaterThan(30);
        assertThat(outcomes[1]).as("sketches").isGreaterThan(30);
        assertThat(outcomes[2]).as("changes of scale with many values").isGreaterThan(10);
    }

    @Test
    void aFirstDecimalPlaceAfterManyValuesIsCounted() {
        for (int size : new int[] {4_095, 4_096, 4_097, 5_000, 20_000}) {
            for (int places : new int[] {0, 1, 17}) {
                var counted = new Counted();
                for (int i = 0; i < size; i++) {
                    counted.add(i - size / 2, places, 2, counted.halves.getFirst());
                }
                counted.add(-5, places + 1, 1, counted.halves.getLast());
                counted.add(7, places + 1, 1, counted.halves.getFirst());

                counted.assertEqual();
            }
        }
    }
}
