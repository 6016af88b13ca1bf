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

/// Numbers of every magnitude in one counter, and in several that are merged, against BigDecimal.
class CounterTest {
    private static final TabulationCodec CODEC = new TabulationCodec();
    private static final long MAX_VALUE = Decimals.MAX_MANTISSA - 1;

    private static void count(Counter counter, BigDecimal value) {
        switch (Decimals.of(Decimals.canonical(value))) {
            case Decimals.Parsed.Small small -> counter.add(small.mantissa(), small.scale());
            case Decimals.Parsed.Large large -> counter.add(large);
            case Decimals.Parsed.Not not -> throw new AssertionError(not.reason());
        }
    }

    private static Counter counted(List<BigDecimal> values) {
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

    // Around a value of any magnitude up to 2^63, so that some values are neighbours.
    private static BigDecimal number(SplittableRandom random, List<Long> places) {
        if (places.isEmpty() || random.nextInt(6) == 0) {
            long place = random.nextLong() >> random.nextInt(64);
            places.add(
                    switch (random.nextInt(8)) {
                        case 0 -> Long.MIN_VALUE + random.nextInt(3);
                        case 1 -> Long.MAX_VALUE - random.nextInt(3);
                        case 2 -> MAX_VALUE - random.nextInt(3);
                        case 3 -> -MAX_VALUE + random.nextInt(3);
                        default -> place;
                    });
        }
        long place = places.get(random.nextInt(places.size()));
        return BigDecimal.valueOf(place)
                .add(BigDecimal.valueOf(random.nextInt(200)))
                .movePointLeft(random.nextInt(4) == 0 ? random.nextInt(19) : 0);
    }

    private static void check(Summary found, List<BigDecimal> values) {
        List<BigDecimal> sorted = values.stream().sorted().toList();
        assertThat(found.count()).isEqualTo(values.size());
        assertThat(found.sum())
                .isEqualByComparingTo(values.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
        assertThat(found.min()).isEqualByComparingTo(sorted.getFirst());
        assertThat(found.max()).isEqualByComparingTo(sorted.getLast());
        assertThat(found.distinct())
                .isEqualTo(values.stream().map(Decimals::canonical).distinct().count());
        near(found.p50(), sorted, 50);
        near(found.p95(), sorted, 95);
        near(found.p99(), sorted, 99);
    }

    private static void near(BigDecimal found, List<BigDecimal> sorted, int percent) {
        BigDecimal exact = sorted.get((int) Math.ceilDiv((long) percent * sorted.size(), 100) - 1);
        assertThat(found.subtract(exact).abs())
                .isLessThanOrEqualTo(exact.abs().multiply(new BigDecimal("0.01")));
    }

    @Test
    void numbersOfAllMagnitudesAreCountedAsBigDecimalCountsThem() {
        Seeds.each(
                3_000,
                random -> {
                    var places = new ArrayList<Long>();
                    var values = new ArrayList<BigDecimal>();
                    for (int i = 1 + random.nextInt(300); i > 0; i--) {
                        values.add(number(random, places));
                    }

                    Values whole = counted(values).values();
                    check(whole.summary(), values);
                    byte[] written = bytes(whole);
                    assertThat(CODEC.encode(CODEC.decode(written))).isEqualTo(written);
                    assertThat(bytes(inParts(values, random))).isEqualTo(written);
                });
    }

    private static Values inParts(List<BigDecimal> values, SplittableRandom random) {
        var shuffled = new ArrayList<>(values);
        Collections.shuffle(shuffled, new Random(random.nextLong()));
        var parts = new ArrayList<Values>();
        for (int from = 0; from < shuffled.size(); ) {
            int to = Math.min(shuffled.size(), from + 1 + random.nextInt(60));
            parts.add(counted(shuffled.subList(from, to)).values());
            from = to;
        }
        while (parts.size() > 1) {
            Values left = parts.remove(random.nextInt(parts.size()));
            parts.add(Values.merge(left, parts.remove(random.nextInt(parts.size()))));
        }
        return parts.getFirst();
    }

    @Test
    void twoValuesAreCountedHoweverFarApart() {
        long[] extremes = {
            0, 1, MAX_VALUE, MAX_VALUE - 1, MAX_VALUE / 2, 1 << 15, Integer.MAX_VALUE, 1L << 53
        };
        for (long a : extremes) {
            for (long b : extremes) {
                for (int scale : new int[] {0, 1, 18}) {
                    BigDecimal high = BigDecimal.valueOf(a, scale);
                    BigDecimal low = BigDecimal.valueOf(-b, scale);
                    for (List<BigDecimal> order : List.of(List.of(high, low), List.of(low, high))) {
                        Values values = counted(order).values();
                        check(values.summary(), order);
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
    void theLargestMantissaIsKeptExactlyAndOneMoreIsStillSummedExactly() {
        var largest = BigDecimal.valueOf(MAX_VALUE);
        var beyond = new BigDecimal(BigInteger.ONE.shiftLeft(62));

        assertThat(counted(List.of(largest, largest.negate())).values())
                .isInstanceOf(Histogram.class);
        Values more = counted(List.of(largest, beyond, beyond.negate())).values();
        assertThat(more).isInstanceOf(Sketch.class);
        check(more.summary(), List.of(largest, beyond, beyond.negate()));
    }
}
