package dev.fanfold.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The slices of a plan cover its range exactly, without gaps or overlaps.
class PlanTest {
    @Test
    void slicesCoverThePlanWithoutGaps() {
        for (long seed = 1; seed <= 300; seed++) {
            var random = new Random(seed);
            long from = random.nextLong(1_000);
            Plan plan =
                    Plan.numbers(from, from + random.nextLong(10_000), 1 + random.nextLong(500));

            long next = plan.from();
            for (int task = 0; task < plan.tasks(); task++) {
                assertThat(plan.slice(task).from())
                        .as("seed %d task %d", seed, task)
                        .isEqualTo(next);
                assertThat(plan.slice(task).size()).isBetween(1L, plan.each());
                next = plan.slice(task).to();
            }
            assertThat(next).as("seed %d", seed).isEqualTo(plan.to());
        }
    }

    @Test
    void slicesCoverPlansAtTheLimitsOfALongWithoutGaps() {
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
            long each = Math.ceilDiv(Math.max(size, 1), 1 + random.nextInt(300));
            Plan plan = Plan.numbers(from, from + size, each);

            long next = from;
            for (int task = 0; task < plan.tasks(); task++) {
                Slice slice = plan.slice(task);
                assertThat(slice.from()).as("seed %d task %d", seed, task).isEqualTo(next);
                assertThat(slice.size()).isBetween(1L, plan.each());
                next = slice.to();
            }
            assertThat(next).as("seed %d", seed).isEqualTo(plan.to());
        }
    }

    @Test
    void aPlanOfMoreUnitsThanALongCanCountIsRejected() {
        assertThat(Plan.numbers(Long.MIN_VALUE, -1, Long.MAX_VALUE).tasks()).isEqualTo(1);
        assertThat(Plan.numbers(0, Long.MAX_VALUE, 1L << 44).tasks()).isEqualTo(1 << 19);
        assertThatThrownBy(() -> Plan.numbers(Long.MIN_VALUE, 0, Long.MAX_VALUE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "a plan from -9223372036854775808 to 0 covers more than 2^63 - 1 units: make it several jobs");
        assertThatThrownBy(() -> Plan.numbers(Long.MIN_VALUE, Long.MAX_VALUE, 1))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> Plan.numbers(-2, Long.MAX_VALUE, Long.MAX_VALUE))
                .isInstanceOf(InvalidInputException.class);
        assertThat(new Slice(Long.MIN_VALUE, -1).size()).isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> new Slice(Long.MIN_VALUE, 0)).hasMessageContaining("2^63 - 1");
    }

    @Test
    void aSliceLargerThanThePlanMakesOneTask() {
        Plan plan = Plan.numbers(5, 15, Long.MAX_VALUE);

        assertThat(plan.tasks()).isEqualTo(1);
        assertThat(plan.slice(0)).isEqualTo(new Slice(5, 15));
    }

    @Test
    void anEmptyPlanHasNoTasks() {
        assertThat(Plan.numbers(7, 7, 10).tasks()).isZero();
    }

    @Test
    void aMillionTasksAreAllowedAndOneMoreIsRejected() {
        assertThat(Plan.numbers(0, Plan.MAX_TASKS, 1).tasks()).isEqualTo(Plan.MAX_TASKS);
        assertThatThrownBy(() -> Plan.numbers(0, Plan.MAX_TASKS + 1, 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "1000001 tasks of 1 units each are more than 1000000: give a slice of at least 2");
    }

    @Test
    void slicesOfBytesBeginWhereTheDataStart() {
        Plan plan = Plan.bytes(new Pin(URI.create("mem:/a.csv"), "", "e", 100), 12, 40, Map.of());

        assertThat(plan.tasks()).isEqualTo(3);
        assertThat(plan.slice(0)).isEqualTo(new Slice(12, 52));
        assertThat(plan.slice(2)).isEqualTo(new Slice(92, 100));
    }

    @Test
    void aSliceIsWithinItsBoundsUnlessItsSizeIsRequested() {
        assertThat(planning(1_000, 0).sliceBytes()).isEqualTo(Planning.MIN_SLICE);
        assertThat(planning(40L << 20, 0).sliceBytes()).isEqualTo(1L << 20);
        assertThat(planning(1L << 50, 0).sliceBytes()).isEqualTo(Planning.MAX_SLICE);
        assertThat(planning(1L << 50, 4_096).sliceBytes()).isEqualTo(4_096);
    }

    private static Planning planning(long size, long slice) {
        return new Planning(
                JobSettings.of(Map.of()),
                slice,
                10,
                new Pin(URI.create("mem:/a.csv"), "", "e", size),
                new NoSource());
    }

    private static final class NoSource implements Source {
        @Override
        public String scheme() {
            return "mem";
        }

        @Override
        public Pin pin(URI uri) {
            throw new UnsupportedOperationException();
        }

        @Override
        public InputStream open(Pin pin, long from, long to) {
            throw new UnsupportedOperationException();
        }
    }
}
