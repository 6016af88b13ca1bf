package dev.fanfold.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Tests each rule of [QueueRules] at its limit and one past it.
class QueueRulesTest {
    private static final Duration WINDOW = Duration.ofSeconds(5);
    private static final QueueRules RULES = new QueueRules(3, WINDOW, 2, true);
    private static final QueueRules WITHOUT_PARTIAL = new QueueRules(3, WINDOW, 2, false);

    @Test
    void invocationsStartUpToTheMaximumConcurrency() {
        assertThat(RULES.mayStart(0)).isTrue();
        assertThat(RULES.mayStart(1)).isTrue();
        assertThat(RULES.mayStart(2)).isFalse();
    }

    @Test
    void allBatchesButTheLastAreFull() {
        for (int received = 0; received <= 10; received++) {
            List<Integer> messages = IntStream.range(0, received).boxed().toList();
            List<List<Integer>> batches = RULES.batches(messages);

            assertThat(batches.stream().flatMap(List::stream)).containsExactlyElementsOf(messages);
            assertThat(batches).hasSize(Math.ceilDiv(received, 3));
            assertThat(batches.stream().limit(Math.max(0, batches.size() - 1L)))
                    .allSatisfy(full -> assertThat(full).hasSize(3));
        }
    }

    @Test
    void aBatchWaitsUntilItIsFullOrItsWindowEnds() {
        assertThat(RULES.remainingWait(1, Duration.ZERO)).isEqualTo(WINDOW);
        assertThat(RULES.remainingWait(2, Duration.ofSeconds(4))).isEqualTo(Duration.ofSeconds(1));
        assertThat(RULES.remainingWait(2, WINDOW)).isZero();
        assertThat(RULES.remainingWait(2, WINDOW.plusNanos(1))).isZero();
        assertThat(RULES.remainingWait(3, Duration.ZERO)).isZero();
    }

    @Test
    void messagesThatDidNotFailAreDeleted() {
        List<String> ids = List.of("a", "b");
        var naming =
                new InvocationOutcome.Returned(
                        Map.of("batchItemFailures", List.of(Map.of("itemIdentifier", "b"))));

        assertThat(RULES.failed(ids, naming)).containsExactly("b");
        assertThat(WITHOUT_PARTIAL.failed(ids, naming)).isEmpty();
        assertThat(RULES.failed(ids, new InvocationOutcome.Returned(null))).isEmpty();
        assertThat(WITHOUT_PARTIAL.failed(ids, new InvocationOutcome.Died("killed")))
                .containsAll(ids);
    }
}
