package dev.fanfold.workloads.tabulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Merging gives the same bytes in any order and grouping. This holds with few values, with so many
/// that histograms become sketches, and if partial results are encoded and decoded in between.
class MergeLawTest {
    private static final TabulationCodec CODEC = new TabulationCodec();

    private static List<String> rows(SplittableRandom random, int count, int distinct) {
        var rows = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            int value = random.nextInt(distinct) - distinct / 3;
            String number =
                    switch (random.nextInt(12)) {
                        case 0 -> value + ".0";
                        case 1 -> value + "e0";
                        case 2 ->
                                distinct > 5_000 && i % 50 == 0
                                        ? value + "12345678901234567890.5"
                                        : value + ".25";
                        default -> String.valueOf(value);
                    };
            rows.add("abc".charAt(random.nextInt(3)) + ";" + number);
        }
        return rows;
    }

    private static Tabulation tabulated(List<String> rows) {
        var job =
                new Job(
                        "k;v\n" + String.join("\n", rows),
                        1 << 26,
                        Map.of("group-by", "k", "measure", "v", "separator", ";"));
        return job.total();
    }

    @Test
    void anyOrderAndGroupingGivesTheSameBytes() {
        Seeds.each(
                60,
                random -> {
                    int distinct = List.of(20, 1_000, 4_000, 4_200, 20_000).get(random.nextInt(5));
                    List<String> rows = rows(random, 15_000, distinct);
                    byte[] whole = CODEC.encode(tabulated(rows));
                    Collections.shuffle(rows, new Random(random.nextLong()));
                    var parts = new ArrayList<Tabulation>();
                    for (int from = 0; from < rows.size(); ) {
                        int to = Math.min(rows.size(), from + 1 + random.nextInt(4_000));
                        parts.add(CODEC.decode(CODEC.encode(tabulated(rows.subList(from, to)))));
                        from = to;
                    }

                    while (parts.size() > 1) {
                        Tabulation left = parts.remove(random.nextInt(parts.size()));
                        Tabulation right = parts.remove(random.nextInt(parts.size()));
                        byte[] before = CODEC.encode(right);
                        parts.add(Tabulation.merge(left, right));
                        assertThat(CODEC.encode(right)).isEqualTo(before);
                    }
                    assertThat(CODEC.encode(parts.getFirst())).isEqualTo(whole);
                });
    }

    @Test
    void aHistogramBecomesASketchWithTheFirstValueTooMany() {
        List<String> max = new ArrayList<>();
        for (int i = 0; i < Histogram.MAX_VALUES; i++) {
            max.add("a;" + i);
        }

        assertThat(tabulated(max).groups().getFirst().values().getFirst())
                .isInstanceOf(Histogram.class);
        max.add("a;-0.5");
        assertThat(tabulated(max).groups().getFirst().values().getFirst())
                .isInstanceOf(Sketch.class);
        List<String> again = max.reversed();
        assertThat(CODEC.encode(tabulated(again))).isEqualTo(CODEC.encode(tabulated(max)));
    }

    @Test
    void valuesWithoutACommonScaleMakeASketchInAnyOrder() {
        List<String> rows =
                new ArrayList<>(
                        List.of("a;4000000000000000000", "a;0.001", "a;-7", "a;1e30", "a;2"));
        for (int turn = 0; turn < rows.size(); turn++) {
            Collections.rotate(rows, 1);
            Tabulation total = tabulated(rows);
            assertThat(total.groups().getFirst().values().getFirst().summary().sum())
                    .isEqualByComparingTo("1000000000003999999999999999995.001");
            Tabulation merged =
                    Tabulation.merge(tabulated(rows.subList(0, 2)), tabulated(rows.subList(2, 5)));
            assertThat(CODEC.encode(merged)).isEqualTo(CODEC.encode(total));
        }
    }

    @Test
    void theEmptyTabulationIsNeutral() {
        Tabulation some = tabulated(List.of("a;1", "b;2"));

        assertThat(CODEC.encode(Tabulation.merge(Tabulation.EMPTY, some)))
                .isEqualTo(CODEC.encode(some));
        assertThat(CODEC.encode(Tabulation.merge(some, Tabulation.EMPTY)))
                .isEqualTo(CODEC.encode(some));
        assertThat(CODEC.decode(CODEC.encode(Tabulation.EMPTY)).groups()).isEmpty();
    }
}
