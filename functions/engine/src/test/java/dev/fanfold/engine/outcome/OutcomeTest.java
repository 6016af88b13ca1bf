package dev.fanfold.engine.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.Coverage.Span;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Records.Rejection;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Outcomes as values: equality, sums and validation.
class OutcomeTest {
    @Test
    void recordsBeyondWhatALongCountsStayAtTheMost() {
        Records max = new Records(Long.MAX_VALUE, Long.MAX_VALUE - 1, List.of());

        assertThat(max.plus(new Records(1, 1, List.of())))
                .isEqualTo(new Records(Long.MAX_VALUE, Long.MAX_VALUE, List.of()));
    }

    @Test
    void aTaskSetIsWhatItsBytesSay() {
        for (long seed = 1; seed <= 100; seed++) {
            var random = new Random(seed);
            TaskSet set = random(random).plus(TaskSet.range(5, 5 + random.nextInt(1_000)));

            TaskSet read = TaskSet.fromBytes(set.toBytes());

            assertThat(read).as("seed %d", seed).isEqualTo(set).hasSameHashCodeAs(set);
            assertThat(read.toBytes()).as("seed %d", seed).isEqualTo(set.toBytes());
            assertThat(read.stream()).as("seed %d", seed).containsExactlyElementsOf(list(set));
        }
    }

    @Test
    void equalTaskSetsHaveEqualBytesHoweverTheyCameAbout() {
        TaskSet one =
                IntStream.range(0, 500).mapToObj(TaskSet::of).reduce(TaskSet.NONE, TaskSet::plus);

        assertThat(one.toBytes()).isEqualTo(TaskSet.range(0, 500).toBytes());
        assertThat(TaskSet.of(IntStream.range(0, 500).toArray()).toBytes())
                .isEqualTo(one.toBytes());
        assertThat(
                        TaskSet.fromBytes(TaskSet.range(0, 600).toBytes())
                                .minus(TaskSet.range(500, 600)))
                .isEqualTo(one)
                .hasSameHashCodeAs(one);
    }

    @Test
    void aSumOfTaskSetsHoldsAllOfBothAndItsDifferenceNothingOfTheOther() {
        for (long seed = 1; seed <= 100; seed++) {
            var random = new Random(seed);
            TaskSet left = random(random);
            TaskSet right = random(random).plus(TaskSet.of(random.nextInt(300)));

            assertThat(left.plus(right).holdsAll(left)).as("seed %d", seed).isTrue();
            assertThat(left.plus(right).holdsAll(right)).as("seed %d", seed).isTrue();
            assertThat(left.minus(right).holdsSome(right)).as("seed %d", seed).isFalse();
            assertThat(left.minus(right).holdsAll(right)).as("seed %d", seed).isFalse();
        }
    }

    @Test
    void aTaskSetBeginsWithItsLowestAndHashesByContent() {
        assertThat(TaskSet.of(17, 4, 9).first()).isEqualTo(4);
        assertThat(TaskSet.of(17)).doesNotHaveSameHashCodeAs(TaskSet.of(18));
    }

    @Test
    void upToTwentyTasksAreNamed() {
        assertThat(TaskSet.range(3, 6)).hasToString("{3,4,5}");
        assertThat(TaskSet.range(0, 20).toString()).startsWith("{0,1,").endsWith(",19}");
        assertThat(TaskSet.range(7, 28)).hasToString("21 tasks from 7");
    }

    @Test
    void aSpanMayBeEmptyAndNeverGoesBack() {
        assertThat(Span.joined(List.of(new Span(5, 5)))).isEmpty();
        assertThatThrownBy(() -> new Span(6, 5)).hasMessage("a span from 6 back to 5");
    }

    @Test
    void aPayloadIsItsBytes() {
        var payload = new Payload.Inline(new byte[] {1, 2, 3});

        assertThat(payload)
                .isEqualTo(new Payload.Inline(new byte[] {1, 2, 3}))
                .hasSameHashCodeAs(new Payload.Inline(new byte[] {1, 2, 3}))
                .hasToString("3 bytes");
        assertThat(payload)
                .isNotEqualTo(new Payload.Inline(new byte[] {1, 2, 4}))
                .doesNotHaveSameHashCodeAs(new Payload.Inline(new byte[] {1, 2, 4}));
    }

    @Test
    void aReasonIsCutWhenItIsLongerThanTheLongest() {
        String longest = "x".repeat(Reason.MAX_TEXT);

        assertThat(new Reason(Reason.Kind.INPUT, longest).text()).isEqualTo(longest);
        assertThat(new Reason(Reason.Kind.INPUT, longest + "y").text())
                .hasSize(Reason.MAX_TEXT)
                .endsWith("x…");
    }

    @Test
    void allRecordsMayBeRejectedAndNotOneMore() {
        assertThat(new Records(3, 3, List.of()).rejected()).isEqualTo(3);
        assertThatThrownBy(() -> new Records(3, 4, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4 of 3 records rejected");
        assertThatThrownBy(() -> new Records(3, -1, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theReasonOfARejectionIsBounded() {
        String longest = "x".repeat(Rejection.MAX_REASON);

        assertThat(new Rejection("a", 0, longest).reason()).isEqualTo(longest);
        assertThat(new Rejection("a", 0, longest + "y").reason())
                .hasSize(Rejection.MAX_REASON)
                .endsWith("…");
    }

    @Test
    void recordsAddUpAndKeepTheFirstRejectionsByPlace() {
        var late = new Rejection("b", 1, "r");
        var early = new Rejection("a", 7, "r");
        var left = new Records(10, 3, List.of(late, new Rejection("b", 2, "r")));
        var right = new Records(20, 4, List.of(early, new Rejection("a", 7, "q")));

        Records sum = left.plus(right);

        assertThat(sum.read()).isEqualTo(30);
        assertThat(sum.rejected()).isEqualTo(7);
        assertThat(sum.first())
                .containsExactly(
                        new Rejection("a", 7, "q"), early, late, new Rejection("b", 2, "r"));
        assertThat(right.plus(left)).isEqualTo(sum);
    }

    private static TaskSet random(Random random) {
        return TaskSet.of(random.ints(random.nextInt(50), 0, 300).toArray());
    }

    private static List<Integer> list(TaskSet set) {
        return set.stream().boxed().toList();
    }
}
