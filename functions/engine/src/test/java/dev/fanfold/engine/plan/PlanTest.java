package dev.fanfold.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.arrival.InputFault;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.Pin;
import dev.fanfold.engine.arrival.Tolerance;
import dev.fanfold.engine.fold.Covered;
import dev.fanfold.engine.outcome.Coverage;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Plans as pure functions: their slices tile what they cover.
class PlanTest {
    @Test
    void slicesTileThePlan() {
        for (long seed = 1; seed <= 300; seed++) {
            var random = new Random(seed);
            long from = random.nextLong(1_000);
            Plan plan =
                    Plan.numbers(from, from + random.nextLong(10_000), 1 + random.nextLong(500));

            long at = plan.from();
            for (int task = 0; task < plan.tasks(); task++) {
                assertThat(plan.slice(task).from()).as("seed %d task %d", seed, task).isEqualTo(at);
                assertThat(plan.slice(task).size()).isBetween(1L, plan.each());
                at = plan.slice(task).to();
            }
            assertThat(at).as("seed %d", seed).isEqualTo(plan.to());
        }
    }

    @Test
    void slicesTileAPlanAtTheEndsOfAllNumbers() {
        for (long seed = 1; seed <= 2_000; seed++) {
            var random = new Random(seed);
            long size = random.nextLong() >>> (1 + random.nextInt(63));
            long from =
                    switch (random.nextInt(4)) {
                        case 0 -> Long.MIN_VALUE;
                        case 1 -> Long.MAX_VALUE - size;
                        case 2 -> -size / 2;
                        default -> random.nextLong(Long.MIN_VALUE, Long.MAX_VALUE - size + 1);
                    };
            long least = Math.ceilDiv(Math.max(size, 1), 1 + random.nextInt(300));
            Plan plan = Plan.numbers(from, from + size, least);

            long at = from;
            Covered covered = Covered.NOTHING;
            for (int task = 0; task < plan.tasks(); task++) {
                Slice slice = plan.slice(task);
                assertThat(slice.from()).as("seed %d task %d", seed, task).isEqualTo(at);
                assertThat(slice.size()).isBetween(1L, plan.each());
                covered = covered.plus(Coverage.of(slice.from(), slice.to(), slice.size()));
                at = slice.to();
            }
            assertThat(at).as("seed %d", seed).isEqualTo(plan.to());
            assertThat(covered.closes(plan)).as("seed %d", seed).isTrue();
        }
    }

    @Test
    void aPlanOfMoreUnitsThanALongCanCountIsRefused() {
        assertThat(Plan.numbers(Long.MIN_VALUE, -1, Long.MAX_VALUE).tasks()).isEqualTo(1);
        assertThat(Plan.numbers(0, Long.MAX_VALUE, 1L << 44).tasks()).isEqualTo(1 << 19);
        assertThatThrownBy(() -> Plan.numbers(Long.MIN_VALUE, 0, Long.MAX_VALUE))
                .isInstanceOf(InputFault.class)
                .hasMessage(
                        "a plan from -9223372036854775808 to 0 covers more than 2^63 - 1 units: make it several jobs");
        assertThatThrownBy(() -> Plan.numbers(Long.MIN_VALUE, Long.MAX_VALUE, 1))
                .isInstanceOf(InputFault.class);
        assertThatThrownBy(() -> Plan.numbers(-2, Long.MAX_VALUE, Long.MAX_VALUE))
                .isInstanceOf(InputFault.class);
        assertThat(new Slice(Long.MIN_VALUE, -1).size()).isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> new Slice(Long.MIN_VALUE, 0)).hasMessageContaining("2^63 - 1");
    }

    @Test
    void aSliceLargerThanEverythingIsOneTask() {
        Plan plan = Plan.numbers(5, 15, Long.MAX_VALUE);

        assertThat(plan.tasks()).isEqualTo(1);
        assertThat(plan.slice(0)).isEqualTo(new Slice(5, 15));
    }

    @Test
    void anEmptyPlanHasNoTasks() {
        assertThat(Plan.numbers(7, 7, 10).tasks()).isZero();
    }

    @Test
    void aMillionTasksAreAPlanAndOneMoreIsRefused() {
        assertThat(Plan.numbers(0, Plan.MOST_TASKS, 1).tasks()).isEqualTo(Plan.MOST_TASKS);
        assertThatThrownBy(() -> Plan.numbers(0, Plan.MOST_TASKS + 1, 1))
                .isInstanceOf(InputFault.class)
                .hasMessage(
                        "1000001 tasks of 1 units each are more than 1000000: give a slice of at least 2");
    }

    @Test
    void bytesAreCutFromWhereTheDataStart() {
        Plan plan = Plan.bytes(new Pin(URI.create("mem:/a.csv"), "", "e", 100), 12, 40, Map.of());

        assertThat(plan.tasks()).isEqualTo(3);
        assertThat(plan.slice(0)).isEqualTo(new Slice(12, 52));
        assertThat(plan.slice(2)).isEqualTo(new Slice(92, 100));
    }

    @Test
    void aSliceIsBetweenItsBoundsUnlessGiven() {
        JobOptions usual = options(0, 10);

        assertThat(SliceSize.of(1_000, usual)).isEqualTo(SliceSize.LEAST);
        assertThat(SliceSize.of(40L << 20, usual)).isEqualTo(1L << 20);
        assertThat(SliceSize.of(1L << 50, usual)).isEqualTo(SliceSize.MOST);
        assertThat(SliceSize.of(1L << 50, options(4_096, 10))).isEqualTo(4_096);
    }

    @Test
    void fewTasksArePackedLessSoThatThePoolIsUsed() {
        JobOptions usual = options(0, 10);

        assertThat(usual.packFor(5)).isEqualTo(1);
        assertThat(usual.packFor(40)).isEqualTo(4);
        assertThat(usual.packFor(100_000)).isEqualTo(JobOptions.USUAL_PACK);
    }

    private static JobOptions options(long slice, int workers) {
        return new JobOptions(
                Tolerance.NONE, JobOptions.DEFAULT_REJECT, 0, slice, workers, Duration.ofHours(1));
    }
}
