package dev.fanfold.workloads.tabulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Counts numbers of every magnitude, in one counter and in several that are merged, and compares
/// the statistics with those of BigDecimal.
class CounterTest {
    private static final TabulationCodec CODEC = new TabulationCodec();
    private static final long MAX_MANTISSA = Decimals.MAX_MANTISSA - 1;

    private static void count(Counter counter, BigDecimal value) {
        switch (Decimals.of(Decimals.canonical(value))) {
            case Decimals.Parsed.Small small -> counter.add(small.mantissa(), small.scale());
            case Decimals.Parsed.Large large -> counter.add(large);
            case Decimals.Parsed.Invalid invalid -> throw new AssertionError(invalid.reason());
        }
    }

    private static Counter counterOf(List<BigDecimal> values) {
        var counter = new Counter(new Memory());
        values.forEach(value -> count(counter, value));
        return counter;
    }

    private static Tabulation tabulation(Values values) {
        return new Tabulation(List.of(new Group(new byte[0], 1, new long[1], List.of(values))));
    }

    private static byte[] bytes(Values values) {
        return CODEC.encode(tabulation(values));
    }

    // A number near one of the centers, so that some numbers are close together. Sometimes adds a
    // center, of any magnitude up to 2^63.
    private static BigDecimal number(SplittableRandom random, List<Long> centers) {
        if (centers.isEmpty() || random.nextInt(6) == 0) {
            long center = random.nextLong() >> random.nextInt(64);
            centers.add(
                    switch (random.nextInt(8)) {
                        case 0 -> Long.MIN_VALUE + random.nextInt(3);
                        case 1 -> Long.MAX_VALUE - random.nextInt(3);
                        case 2 -> MAX_MANTISSA - random.nextInt(3);
                        case 3 -> -MAX_MANTISSA + random.nextInt(3);
                        default -> center;
                    });
        }
        long center = centers.get(random.nextInt(centers.size()));
        return BigDecimal.valueOf(center)
                .add(BigDecimal.valueOf(random.nextInt(200)))
                .movePointLeft(random.nextInt(4) == 0 ? random.nextInt(19) : 0);
    }

    private static void assertStatistics(Summary actual, List<BigDecimal> values) {
        List<BigDecimal> sorted = values.stream().sorted().toList();
        assertThat(actual.count()).isEqualTo(values.size());
        assertThat(actual.sum())
                .isEqualByComparingTo(values.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
        assertThat(actual.min()).isEqualByComparingTo(sorted.getFirst());
        assertThat(actual.max()).isEqualByComparingTo(sorted.getLast());
        assertThat(actual.distinct())
                .isEqualTo(values.stream().map(Decimals::canonical).distinct().count());
        assertNear(actual.p50(), sorted, 50);
        assertNear(actual.p95(), sorted, 95);
        assertNear(actual.p99(), sorted, 99);
    }

    private static void assertNear(BigDecimal actual, List<BigDecimal> sorted, int percent) {
        BigDecimal exact = sorted.get((int) Math.ceilDiv((long) percent * sorted.size(), 100) - 1);
        assertThat(actual.subtract(exact).abs())
                .isLessThanOrEqualTo(exact.abs().multiply(new BigDecimal("0.01")));
    }

    @Test
    void statisticsOfNumbersOfAllMagnitudesEqualThoseOfBigDecimal() {
        Seeds.each(
                3_000,
                random -> {
                    var centers = new ArrayList<Long>();
                    var values = new ArrayList<BigDecimal>();
                    for (int i = 1 + random.nextInt(300); i > 0; i--) {
                        values.add(number(random, centers));
                    }

                    Values whole = counterOf(values).values();
                    assertStatistics(whole.summary(), values);
                    byte[] encoded = bytes(whole);
                    assertThat(CODEC.encode(CODEC.decode(encoded))).isEqualTo(encoded);
                    assertThat(bytes(countInParts(values, random))).isEqualTo(encoded);
                });
    }

    private static Values countInParts(List<BigDecimal> values, SplittableRandom random) {
        var shuffled = new ArrayList<>(values);
        Collections.shuffle(shuffled, new Random(random.nextLong()));
        var parts = new ArrayList<Values>();
        for (int from = 0; from < shuffled.size(); ) {
            int to = Math.min(shuffled.size(), from + 1 + random.nextInt(60));
            parts.add(counterOf(shuffled.subList(from, to)).values());
            from = to;
        }
        while (parts.size() > 1) {
            Values left = parts.remove(random.nextInt(parts.size()));
            parts.add(Values.merge(left, parts.remove(random.nextInt(parts.size()))));
        }
        return parts.getFirst();
    }

    @Test
    void twoValuesAreCountedAtAnyDistance() {
        long[] extremes = {
            0,
            1,
            MAX_MANTISSA,
            MAX_MANTISSA - 1,
            MAX_MANTISSA / 2,
            1 << 15,
            Integer.MAX_VALUE,
            1L << 53
        };
        for (long a : extremes) {
            for (long b : extremes) {
                for (int scale : new int[] {0, 1, 18}) {
                    BigDecimal high = BigDecimal.valueOf(a, scale);
                    BigDecimal low = BigDecimal.valueOf(-b, scale);
                    for (List<BigDecimal> order : List.of(List.of(high, low), List.of(low, high))) {
                        Values values = counterOf(order).values();
                        assertStatistics(values.summary(), order);
                        assertThat(values).isInstanceOf(Histogram.class);
                        assertThat(
                                        bytes(
                                                CODEC.decode(bytes(values))
                                                        .groups()
                                                        .getFirst()
                                                        .values()
                                                        .getFirst()))
                                .isEqualTo(bytes(values));
                    }
                }
            }
        }
    }

    @Test
    void theLargestMantissaFitsAHistogramAndALargerOneIsStillSummedExactly() {
        var largest = BigDecimal.valueOf(MAX_MANTISSA);
        var beyond = new BigDecimal(BigInteger.ONE.shiftLeft(62));

        assertThat(counterOf(List.of(largest, largest.negate())).values())
                .isInstanceOf(Histogram.class);
        Values withBeyond = counterOf(List.of(largest, beyond, beyond.negate())).values();
        assertThat(withBeyond).isInstanceOf(Sketch.class);
        assertStatistics(withBeyond.summary(), List.of(largest, beyond, beyond.negate()));
    }
}
