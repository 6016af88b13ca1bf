package dev.fanfold.engine.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.workload.Coverage;
import dev.fanfold.workload.Coverage.Span;
import dev.fanfold.workload.Plan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The coverage proof: it closes over every tiling and over nothing else.
class CoverageTest {
    private static final Plan PLAN = Plan.numbers(10, 1_000, 100);

    @Test
    void anyTilingClosesInAnyOrder() {
        for (long seed = 1; seed <= 300; seed++) {
            assertThat(covered(tiles(new Random(seed))).closes(PLAN)).as("seed %d", seed).isTrue();
        }
    }

    @Test
    void noTilingClosesWithABoundaryMovedOrATileLeftOutOrTwice() {
        for (long seed = 1; seed <= 300; seed++) {
            var random = new Random(seed);
            List<Span> tiles = tiles(random);
            int at = random.nextInt(tiles.size());
            Span tile = tiles.get(at);
            List<Span> broken = new ArrayList<>(tiles);
            switch (random.nextInt(3)) {
                case 0 -> broken.set(at, new Span(tile.from(), tile.to() + 1));
                case 1 -> broken.remove(at);
                default -> broken.add(tile);
            }

            assertThat(covered(broken).closes(PLAN)).as("seed %d", seed).isFalse();
            assertThat(CoverageBreak.find(PLAN, broken, TaskSet.NONE))
                    .as("seed %d", seed)
                    .isPresent();
        }
    }

    @Test
    void unitsConsumedAreCountedApartFromTheSpans() {
        CoverageSum coverageSum = CoverageSum.NOTHING.plus(Coverage.of(10, 1_000, 989));

        assertThat(coverageSum.closes(PLAN)).isFalse();
    }

    @Test
    void anOverlapAsLongAsAGapDoesNotClose() {
        List<Span> spans = List.of(new Span(10, 505), new Span(10, 505));

        assertThat(covered(spans).closes(PLAN)).isFalse();
    }

    @Test
    void aGapIsExplainedByALostSliceAndByNoOther() {
        List<Span> spans = List.of(new Span(10, 215), new Span(318, 1_000));

        assertThat(CoverageBreak.find(PLAN, spans, TaskSet.of(2))).isEmpty();
        assertThat(CoverageBreak.find(PLAN, spans, TaskSet.of(7)))
                .hasValueSatisfying(where ->
                        assertThat(where.text())
                                .isEqualTo(
                                        "numbers 215 to 318 are not covered (task 2, slice 210 to 310)"));
    }

    @Test
    void anOverlapIsFoundEvenWithLosses() {
        List<Span> spans = List.of(new Span(10, 500), new Span(490, 1_000));

        assertThat(CoverageBreak.find(PLAN, spans, TaskSet.of(4)))
                .hasValueSatisfying(
                        where -> assertThat(where.text()).contains("490 to 500 are covered twice"));
    }

    @Test
    void anOverlapEndsWithTheShorterSpan() {
        List<Span> spans = List.of(new Span(10, 1_000), new Span(200, 300));

        assertThat(CoverageBreak.find(PLAN, spans, TaskSet.NONE))
                .hasValueSatisfying(
                        where -> assertThat(where.text()).contains("200 to 300 are covered twice"));
    }

    @Test
    void aSpanBeforeThePlanIsNotCoveredTwice() {
        assertThat(CoverageBreak.find(PLAN, List.of(new Span(3, 1_000)), TaskSet.NONE))
                .hasValueSatisfying(where ->
                        assertThat(where.text())
                                .contains("3 to 10 are covered though they are not in the plan"));
    }

    @Test
    void theMarksOfBoundariesAreSplitMix64() {
        // The hash is stored in accumulators. With another hash, coverage folded before would never
        // close.
        assertThat(CoverageSum.NOTHING.plus(Coverage.of(0, 1, 1)).marks())
                .isEqualTo(0xe220a8397b1dcdafL ^ 0x910a2dec89025cc1L);
    }

    @Test
    void aGapUpToACutIsOfTheSliceBeforeTheCutOnly() {
        List<Span> spans = List.of(new Span(10, 110), new Span(210, 1_000));

        assertThat(CoverageBreak.find(PLAN, spans, TaskSet.of(1))).isEmpty();
        assertThat(CoverageBreak.find(PLAN, spans, TaskSet.of(2))).isPresent();
        assertThat(CoverageBreak.find(PLAN, spans, TaskSet.of(0))).isPresent();
    }

    @Test
    void aPlanThatStartsFarOffBreaksInItsOwnSlices() {
        Plan far = Plan.numbers(1_000, 2_000, 100);

        assertThat(CoverageBreak.find(far, List.of(new Span(1_000, 1_950)), TaskSet.NONE))
                .hasValueSatisfying(where -> assertThat(where.task()).isEqualTo(9));
        assertThat(CoverageBreak.find(far, List.of(new Span(1_000, 2_150)), TaskSet.NONE))
                .hasValueSatisfying(where -> assertThat(where.task()).isEqualTo(9));
    }

    @Test
    void spansThatTogetherOutgrowALongCloseNoPlan() {
        Plan max = Plan.numbers(0, Long.MAX_VALUE, 1L << 44);
        var whole = new Span(0, Long.MAX_VALUE);

        assertThat(covered(List.of(whole)).closes(max)).isTrue();
        for (int times = 2; times < 6; times++) {
            assertThat(covered(Collections.nCopies(times, whole)).closes(max)).isFalse();
        }
        List<Span> all = List.of(new Span(Long.MIN_VALUE, -1), whole, new Span(Long.MIN_VALUE, -1));
        assertThat(covered(all).closes(max)).isFalse();
        assertThat(covered(all)).isEqualTo(covered(all.reversed()));
        Coverage both = Coverage.of(Long.MIN_VALUE, -1, 1).plus(Coverage.of(-1, 5, Long.MAX_VALUE));
        assertThat(both.spans()).hasSize(2);
        assertThat(both.consumed()).isEqualTo(Coverage.UNCOUNTABLE);
        assertThatThrownBy(() -> Coverage.of(0, 1, -2))
                .hasMessageContaining("consumes 0 units or more, not -2");
        assertThatThrownBy(() -> new Span(-1, Long.MAX_VALUE)).hasMessageContaining("2^63 - 1");
    }

    @Test
    void aSpanFarOutsideThePlanBreaksInItsFirstOrLastSlice() {
        assertThat(
                        CoverageBreak.find(
                                PLAN,
                                List.of(new Span(Long.MIN_VALUE, Long.MIN_VALUE + 5)),
                                TaskSet.NONE))
                .hasValueSatisfying(where -> assertThat(where.task()).isZero());
        Plan below = Plan.numbers(Long.MIN_VALUE, -1, 1L << 50);
        assertThat(
                        CoverageBreak.find(
                                below,
                                List.of(
                                        new Span(Long.MIN_VALUE, -1),
                                        new Span(-1, Long.MAX_VALUE - 2)),
                                TaskSet.NONE))
                .hasValueSatisfying(where -> assertThat(where.task()).isEqualTo(below.tasks() - 1));
    }

    private static CoverageSum covered(List<Span> spans) {
        CoverageSum coverageSum = CoverageSum.NOTHING;
        for (Span span : spans) {
            coverageSum =
                    coverageSum.plus(Coverage.of(span.from(), span.to(), span.to() - span.from()));
        }
        return coverageSum;
    }

    private static List<Span> tiles(Random random) {
        var tiles = new ArrayList<Span>();
        for (long from = 10; from < 1_000; ) {
            long to = Math.min(1_000, from + 1 + random.nextInt(120));
            tiles.add(new Span(from, to));
            from = to;
        }
        Collections.shuffle(tiles, random);
        return tiles;
    }
}
