package dev.fanfold.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Tests what a handler receives from its queue.
///
/// The rules of every queue mapping are in `QueueMappingPromises`, time limits in [TimeLimitTest].
class QueueMappingTest {
    // The visibility timeout is long enough for a slow machine: no message is delivered again
    // before its invocation has ended.
    @RegisterExtension
    static final LocalCloudExtension CLOUD =
            new LocalCloudExtension(
                    Path.of("src/test/resources/templates/queues.yaml"),
                    LocalOptions.defaults().visibility(Duration.ofSeconds(6)));

    private final Map<String, AtomicInteger> deliveries = new ConcurrentHashMap<>();

    private int countDelivery(SQSEvent.SQSMessage message) {
        return deliveries
                .computeIfAbsent(message.getBody(), body -> new AtomicInteger())
                .incrementAndGet();
    }

    private int deliveriesOf(String body) {
        return deliveries.getOrDefault(body, new AtomicInteger()).get();
    }

    @Test
    void aBatchWaitsToBeFilledAndNoLonger(LocalCloud cloud) {
        Queue<List<String>> batches = batchesOf("fanfold-Patient");

        Queues.of(cloud).send("Patient", "1", "2", "3");
        Queues.of(cloud).send("Patient", "4", "5");

        // The batching window is longer than this wait.
        Await.until("a full batch").until(() -> batches.size() == 1);
        assertThat(batches.remove()).hasSize(5);
    }

    @Test
    void aBatchThatIsNotFilledGoesWhenItsWindowEnds(LocalCloud cloud) {
        Queue<List<String>> batches = batchesOf("fanfold-Windowed");

        Queues.of(cloud).send("Windowed", "1", "2");

        Await.until("both were delivered")
                .until(() ->
                        batches.stream()
                                .flatMap(List::stream)
                                .toList()
                                .containsAll(List.of("1", "2")));
    }

    private static Queue<List<String>> batchesOf(String function) {
        Queue<List<String>> batches = new ConcurrentLinkedQueue<>();
        ScriptedHandler.script(
                function,
                (event, context, variables) -> {
                    batches.add(Records.bodies(event));
                    return null;
                });
        return batches;
    }

    @Test
    void concurrencyIsReachedAndNeverPassed(LocalCloud cloud) {
        BlockedInvocations blocked = new BlockedInvocations();
        ScriptedHandler.script("fanfold-Narrow", blocked.script());

        Queues.of(cloud).send("Narrow", bodies(9));
        Await.until("three invocations run").until(() -> blocked.running.get() == 3);
        // A message stays in the queue until an environment is free for it.
        assertThat(Queues.of(cloud).inFlight("Narrow")).isEqualTo(3);
        assertThat(Queues.of(cloud).visible("Narrow")).isEqualTo(6);
        blocked.permits.release(100);

        Await.until("all are done").until(() -> Queues.of(cloud).isEmpty("Narrow"));
        assertThat(blocked.max).hasValue(3);
    }

    @Test
    void reservedConcurrencyHoldsForAllSourcesTogether(LocalCloud cloud) {
        BlockedInvocations blocked = new BlockedInvocations();
        ScriptedHandler.script("fanfold-Reserved", blocked.script());

        Queues.of(cloud).send("ReservedOne", bodies(4));
        Queues.of(cloud).send("ReservedTwo", bodies(4));
        Await.until("two invocations run").until(() -> blocked.running.get() == 2);
        blocked.permits.release(100);

        Await.until("both queues are empty")
                .until(() ->
                        Queues.of(cloud).isEmpty("ReservedOne")
                                && Queues.of(cloud).isEmpty("ReservedTwo"));
        assertThat(blocked.max).hasValue(2);
    }

    @Test
    void messagesOfAKilledEnvironmentAreDeliveredAgain(LocalCloud cloud)
            throws InterruptedException {
        CountDownLatch working = new CountDownLatch(1);
        ScriptedHandler.script(
                "fanfold-Plain",
                (event, context, variables) -> {
                    for (SQSEvent.SQSMessage message : ((SQSEvent) event).getRecords()) {
                        if (countDelivery(message) == 1) {
                            working.countDown();
                            assertThat(new CountDownLatch(1).await(60, TimeUnit.SECONDS)).isTrue();
                        }
                    }
                    return null;
                });

        Queues.of(cloud).send("Plain", "held");
        assertThat(working.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(cloud.kill("fanfold-Plain")).isEqualTo(1);

        Await.until("it was delivered again").until(() -> deliveriesOf("held") == 2);
        Await.until("the queue is empty").until(() -> Queues.of(cloud).isEmpty("Plain"));
    }

    private static String[] bodies(int count) {
        return IntStream.range(0, count).mapToObj(i -> "m" + i).toArray(String[]::new);
    }

    /// Blocks invocations until permits are released, and counts the concurrent ones.
    private static final class BlockedInvocations {
        private final AtomicInteger running = new AtomicInteger();
        private final AtomicInteger max = new AtomicInteger();
        private final Semaphore permits = new Semaphore(0);

        ScriptedHandler.Script script() {
            return (event, context, variables) -> {
                int concurrent = running.incrementAndGet();
                max.accumulateAndGet(concurrent, Math::max);
                boolean released = permits.tryAcquire(18, TimeUnit.SECONDS);
                running.decrementAndGet();
                assertThat(released).isTrue();
                return null;
            };
        }
    }
}
