package dev.fanfold.workloads.tabulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Tests the error bounds of a sketch: quantiles within 1 %, distinct counts within 2 %.
class SketchTest {
    private static long value(SplittableRandom random, int distribution) {
        return switch (distribution) {
            case 0 -> Math.round(1e6 * random.nextGaussian());
            case 1 -> Math.round(Math.exp(25 * random.nextDouble())); // long-tailed
            case 2 -> random.nextInt(-30_000, 30_000);
            default -> 1_000_000_000_000L + random.nextInt(1 << 30); // large and close together
        };
    }

    @Test
    void quantilesAreWithinOnePercent() {
        Seeds.each(
                80,
                random -> {
                    int distribution = random.nextInt(4);
                    long[] values = new long[6_000 + random.nextInt(20_000)];
                    var counter = new Counter(new Memory());
                    for (int i = 0; i < values.length; i++) {
                        values[i] = value(random, distribution);
                        counter.add(values[i], 3);
                    }
                    Arrays.sort(values);

                    Summary summary = counter.values().summary();

                    assertThat(counter.values()).isInstanceOf(Sketch.class);
                    assertNear(summary.p50(), values, 50);
                    assertNear(summary.p95(), values, 95);
                    assertNear(summary.p99(), values, 99);
                    assertThat(summary.sum())
                            .isEqualByComparingTo(
                                    BigDecimal.valueOf(Arrays.stream(values).sum(), 3));
                    assertThat(summary.min())
                            .isEqualByComparingTo(BigDecimal.valueOf(values[0], 3));
                    assertThat(summary.max())
                            .isEqualByComparingTo(BigDecimal.valueOf(values[values.length - 1], 3));
                    assertThat(summary.count()).isEqualTo(values.length);
                });
    }

    private static void assertNear(BigDecimal quantile, long[] sorted, int percent) {
        BigDecimal exact =
                BigDecimal.valueOf(
                        sorted[(int) Math.ceilDiv((long) percent * sorted.length, 100L) - 1], 3);
        assertThat(quantile.subtract(exact).abs())
                .isLessThanOrEqualTo(exact.abs().multiply(new BigDecimal("0.01")));
    }

    @Test
    void differentValuesAreCountedWithinTwoPercent() {
        int[] sizes = {5_000, 20_000, 65_536, 150_000, 400_000, 1_000_000};
        Seeds.each(
                60,
                random -> {
                    int size = sizes[random.nextInt(sizes.length)];
                    long first = random.nextLong(1L << 40);
                    long step = 1 + random.nextLong(1_000);
                    var registers = new Registers();
                    for (int i = 0; i < size; i++) {
                        registers.addHash(Registers.hash(first + i * step, random.nextInt(1)));
                    }

                    assertThat(registers.estimate()).isCloseTo(size, withinPercentage(2));
                });
    }

    // An estimate would not be exact, because two of a few hundred values probably have the same
    // register.
    @Test
    void fewValuesAreCountedExactlyAtAnyDistance() {
        Seeds.each(
                100,
                random -> {
                    int size = 1 + random.nextInt(1 + random.nextInt(DistinctCount.MAX_EXACT));
                    var left = new Counter(new Memory());
                    var right = new Counter(new Memory());
                    for (int i = 0; i < size; i++) {
                        var value = new BigDecimal("1e%d".formatted(i % 600 - 300));
                        Counter counter = random.nextBoolean() ? left : right;
                        counter.add(
                                new Decimals.Parsed.Large(
                                        value.multiply(BigDecimal.valueOf(1 + i / 600))));
                    }

                    assertThat(Values.merge(left.values(), right.values()).summary().distinct())
                            .isEqualTo(size);
                });
    }

    @Test
    void withOneValueTooManyTheCountIsAnEstimate() {
        var distinctCount = new DistinctCount();
        for (int i = 0; i < DistinctCount.MAX_EXACT; i++) {
            distinctCount.addHash(Registers.hash(i, 0));
        }
        assertThat(distinctCount.registers()).isNull();

        distinctCount.addHash(Registers.hash(DistinctCount.MAX_EXACT, 0));

        assertThat(distinctCount.registers()).isNotNull();
        assertThat(distinctCount.count())
                .isCloseTo(DistinctCount.MAX_EXACT + 1, withinPercentage(2));
    }

    @Test
    void aValueInSeveralNotationsIsCountedOnce() {
        var counter = new Counter(new Memory());
        for (int i = 0; i < 10_000; i++) {
            counter.add(i, 0);
            counter.add(10L * i, 1);
            counter.add(1_000L * i, 3);
        }

        assertThat(counter.values().summary().distinct()).isCloseTo(10_000, withinPercentage(2));
    }

    @Test
    void aSixteenBitCounterMayOverflow() {
        var counter = new Counter(new Memory());
        for (int i = 0; i < 200_000; i++) {
            counter.add(7, 0);
            counter.add(i % 3L, 0);
        }

        Summary summary = counter.values().summary();
        assertThat(summary.count()).isEqualTo(400_000);
        assertThat(summary.distinct()).isEqualTo(4);
        assertThat(summary.p95()).isEqualByComparingTo("7");
        assertThat(summary.sum()).isEqualByComparingTo(BigDecimal.valueOf(1_599_999));
    }

    @Test
    void anUnusualFirstValueIsCountedCorrectly() {
        var counter = new Counter(new Memory());
        counter.add(900_000_000_000L, 0);
        for (int i = 0; i < 30_000; i++) {
            counter.add(i % 3_000L, 0);
        }

        assertThat(counter.values()).isInstanceOf(Histogram.class);
        assertThat(counter.values().count()).isEqualTo(30_001);
        assertThat(counter.values().summary().distinct()).isEqualTo(3_001);
    }
}
