package dev.fanfold.workloads.tabulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Tests the limits of an answer: at each limit, one past it, and with the heap of a function.
class LimitsTest {
    // Lambda sets Java's heap to 85 % of a function's memory, which is 1,503 MB of 1,769 MB.
    private static final String HEAP = "-Xmx1400m";

    private static String rows(int from, int to, int measures) {
        var text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append("k").append(i).append(",1".repeat(measures)).append('\n');
        }
        return text.toString();
    }

    private static Job job(String rows, int measures, long slice) {
        String names =
                IntStream.range(0, measures)
                        .mapToObj(i -> "m" + i)
                        .collect(Collectors.joining(","));
        return new Job(
                "k," + names + "\n" + rows,
                slice,
                Map.of("group-by", "k", "measure", names, "separator", ","));
    }

    @Test
    void groupsTimesMeasuresAreLimited() {
        int max = Limits.MAX_PAIRS / 500;

        assertThat(job(rows(0, max, 500), 500, 1L << 40).total().groups()).hasSize(max);
        assertThatThrownBy(() -> job(rows(0, max + 1, 500), 500, 1L << 40).work(0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "more than 500 groups with 500 measures each, which makes more than 250000 sets of statistics:"
                                + " measure fewer columns at once, or group by fewer or coarser ones");
    }

    @Test
    void anAnswerThatIsTooLargeIsRejectedForEverySliceSize() {
        int max = Limits.MAX_PAIRS / 500;
        String tooMuch = rows(0, max + 1, 500);

        for (long slice : new long[] {10_000, 100_000, 400_000, 1L << 40}) {
            assertThatThrownBy(() -> job(tooMuch, 500, slice).total())
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("more than 500 groups with 500 measures");
            assertThat(job(rows(0, max, 500), 500, slice).total().groups()).hasSize(max);
        }
    }

    @Test
    void manyGroupsOfOneMeasureAndManyMeasuresOfFewGroupsArePossible() {
        Job manyMeasures = job(rows(0, 1_000, 100), 100, 1 << 16);
        assertThat(manyMeasures.json(manyMeasures.total())).contains("\"k\":\"k999\"");
        Job manyGroups = job(rows(0, Limits.MAX_GROUPS, 1), 1, 1 << 18);
        assertThat(manyGroups.json(manyGroups.total())).contains("\"k\":\"k99999\"");
        assertThatThrownBy(() -> job(rows(0, Limits.MAX_GROUPS + 1, 1), 1, 1 << 18).total())
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("more than 100000 groups: group by fewer or coarser columns");
    }

    @Test
    void theNumberOfColumnsInASettingIsLimited() {
        assertThat(job(rows(0, 2, 5_000), 5_000, 1L << 40).total().groups()).hasSize(2);
        assertThatThrownBy(() -> job(rows(0, 2, 5_001), 5_001, 1L << 40))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "setting measure names 5001 columns, more than 5000: make it several jobs");
    }

    // Because of this, it does not matter which slice or merge reaches a limit first.
    @Test
    void aMergeWeighsNoLessThanEitherSide() {
        int[] sizes = {1, 40, 2_000, Histogram.MAX_VALUES, Histogram.MAX_VALUES + 1, 9_000};
        Seeds.each(
                80,
                random -> {
                    Values left = values(random, sizes[random.nextInt(sizes.length)]);
                    Values right = values(random, sizes[random.nextInt(sizes.length)]);

                    assertThat(Values.merge(left, right).weight())
                            .isGreaterThanOrEqualTo(Math.max(left.weight(), right.weight()));
                });
    }

    private static Values values(SplittableRandom random, int size) {
        var counter = new Counter(new Memory());
        for (int i = 0; i < size; i++) {
            counter.add(random.nextLong(1L << 40), random.nextInt(2));
        }
        return counter.values();
    }

    @Test
    void theMemoryOfASliceIsCountedAsItGrows() {
        Seeds.each(
                60,
                random -> {
                    var memory = new Memory();
                    var counters = new ArrayList<Counter>();
                    for (int i = 0; i < 50; i++) {
                        counters.add(new Counter(memory));
                    }
                    long initial = memory.used();
                    for (int i = 0; i < 20_000; i++) {
                        counters.get(random.nextInt(50))
                                .add(random.nextLong(1L << 20), random.nextInt(3));
                    }
                    assertThat(initial).isBetween(50 * 90L, 50 * 400L);
                    assertThat(memory.used()).isGreaterThan(20_000 * 16L);
                });
        var memory = new Memory();
        memory.add(Limits.MAX_LIVE_BYTES);
        assertThatThrownBy(() -> memory.add(1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("--slice");
    }

    @Test
    @Tag("slow")
    void theLargestAnswersFitIntoAFunctionAndLargerOnesAreRejected() throws Exception {
        assertThat(runWithFunctionHeap("pairs")).isEqualTo("answered");
        assertThat(runWithFunctionHeap("values")).isEqualTo("answered");
        assertThat(runWithFunctionHeap("too-many-pairs"))
                .startsWith("rejected: more than 2777 groups with 90 measures each");
        assertThat(runWithFunctionHeap("too-many-values"))
                .startsWith("rejected: the values of")
                .contains("1 measures each take more than 160 MiB");
    }

    private static String runWithFunctionHeap(String scenario)
            throws IOException, InterruptedException {
        Process java =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                HEAP,
                                "-XX:+UseSerialGC",
                                "-XX:+ExitOnOutOfMemoryError",
                                "-cp",
                                System.getProperty("java.class.path"),
                                LargestAnswer.class.getName(),
                                scenario)
                        .redirectErrorStream(true)
                        .start();
        try {
            var out = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(java.waitFor(120, TimeUnit.SECONDS)).isTrue();
            return List.of(out.strip().split("\n")).getLast();
        } finally {
            java.destroyForcibly();
        }
    }
}
