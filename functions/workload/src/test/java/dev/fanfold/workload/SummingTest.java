package dev.fanfold.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// A sum beyond the range of a long fails instead of wrapping around.
class SummingTest {
    private final Summing summing = new EmptyWorkload();

    @Test
    void aSumMayReachTheLimitsOfALong() {
        assertThat(summing.merge(Long.MAX_VALUE - 1, 1L)).isEqualTo(Long.MAX_VALUE);
        assertThat(summing.merge(Long.MIN_VALUE + 1, -1L)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void aSumBeyondTheLimitsOfALongFails() {
        assertThatThrownBy(() -> summing.merge(Long.MAX_VALUE, 1L))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> summing.merge(Long.MIN_VALUE, -1L))
                .isInstanceOf(ArithmeticException.class);
    }

    private static final class EmptyWorkload implements Summing {
        @Override
        public Definition definition() {
            return Definition.of("nothing", "Does nothing.");
        }

        @Override
        public Plan plan(Planning job) {
            return Plan.numbers(0, 1, 1);
        }

        @Override
        public TaskResult<Long> work(Task task) {
            return TaskResult.all(task, 0L);
        }

        @Override
        public Finished finish(Long total, Finishing job) {
            return Finished.done(total.toString());
        }
    }
}
