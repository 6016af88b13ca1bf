package dev.fanfold.engine.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.workload.Records;
import dev.fanfold.workload.Records.Rejection;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The laws of totals of which records are read again.
class TotalsTest {
    private static final List<Rejection> FIRST = List.of(new Rejection("a", 7, "broken"));
    private static final Totals TOTALS =
            new Totals(
                    5,
                    1,
                    new Records(10, 3, FIRST),
                    77,
                    new TreeSet<>(Set.of("1")),
                    new OutputCount(4, 9));

    @Test
    void recordsThatAreReadAgainLeaveTheTotalsAndNothingElseDoes() {
        Totals left = TOTALS.without(new Records(4, 2, List.of())).orElseThrow();

        assertThat(left)
                .isEqualTo(
                        new Totals(
                                5,
                                1,
                                new Records(6, 1, List.of()),
                                77,
                                TOTALS.versions(),
                                TOTALS.outputs()));
    }

    @Test
    void theFirstRejectionsStayIfNoneOfThemIsReadAgain() {
        assertThat(TOTALS.without(Records.read(7)).orElseThrow().records().first())
                .isEqualTo(FIRST);
        assertThat(TOTALS.without(Records.NONE)).hasValue(TOTALS);
    }

    @Test
    void noMoreThanWereCountedAreReadAgain() {
        assertThat(TOTALS.without(new Records(10, 3, List.of()))).isPresent();
        assertThat(TOTALS.without(new Records(11, 3, List.of()))).isEmpty();
        assertThat(TOTALS.without(new Records(10, 4, List.of()))).isEmpty();
    }

    @Test
    void noMoreStayRejectedThanStayRead() {
        assertThat(TOTALS.without(new Records(7, 0, List.of()))).isPresent();
        assertThat(TOTALS.without(new Records(8, 0, List.of()))).isEmpty();
        assertThat(TOTALS.without(new Records(8, 1, List.of()))).isPresent();
        assertThat(TOTALS.without(Records.read(Long.MAX_VALUE))).isEmpty();
    }

    @Test
    void inHoweverManyStepsTheyAreReadAgainTheSameStay() {
        for (long seed = 1; seed <= 500; seed++) {
            var random = new Random(seed);
            Records first = records(random);
            Records second = records(random);
            Records rest = records(random);
            Records all = rest.plus(first).plus(second);
            var totals = new Totals(0, 0, all, 0, new TreeSet<>());

            Totals stepwise = totals.without(first).orElseThrow().without(second).orElseThrow();

            assertThat(stepwise)
                    .as("seed %d", seed)
                    .isEqualTo(totals.without(first.plus(second)).orElseThrow());
            assertThat(stepwise.records().read()).as("seed %d", seed).isEqualTo(rest.read());
            assertThat(stepwise.records().rejected())
                    .as("seed %d", seed)
                    .isEqualTo(rest.rejected());
        }
    }

    private static Records records(Random random) {
        int read = random.nextInt(20);
        return new Records(read, random.nextInt(read + 1), List.of());
    }
}
