package dev.fanfold.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.fanfold.local.function.DeadEnvironmentException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.SqsClient;

/// An environment past its function's Timeout of one second is dead.
class TimeLimitTest {
    private static final Queue<String> LOG = new ConcurrentLinkedQueue<>();

    @RegisterExtension
    static final LocalCloudExtension CLOUD =
            new LocalCloudExtension(
                    Path.of("src/test/resources/templates/queues.yaml"),
                    LocalOptions.defaults().visibility(Duration.ofSeconds(2)).log(LOG::add));

    private final Map<String, String> threads = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Throwable> refusal = new AtomicReference<>();

    @Test
    void itsThreadIsInterruptedItsClientsAreCutOffAndAnotherTakesOver(LocalCloud cloud)
            throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch fenced = new CountDownLatch(1);
        SqsClient sqs = cloud.clients().sqs();
        ScriptedHandler.script(
                "fanfold-Mortal",
                (event, context, variables) -> {
                    if (second(event)) {
                        return null;
                    }
                    assertThat(context.getRemainingTimeInMillis()).isBetween(1, 1000);
                    try {
                        return await(new CountDownLatch(1));
                    } catch (InterruptedException dead) {
                        interrupted.countDown();
                        Thread.ofVirtual().start(() -> call(sqs, fenced)).join();
                        throw dead;
                    }
                });

        Queues.of(cloud).send("Mortal", "slow");

        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(fenced.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(refusal.get()).isInstanceOf(DeadEnvironmentException.class);
        Await.until("another takes over", () -> threads.size() == 2);
        assertThat(threads.get("2")).isNotEqualTo(threads.get("1"));
        Await.until("the queue is empty", () -> Queues.of(cloud).isEmpty("Mortal"));
        Await.until("the log says so", () -> LOG.stream().anyMatch(l -> l.contains("timed out")));
        sqs.close();
    }

    @Test
    void aThreadThatIgnoresItsInterruptIsNamed(LocalCloud cloud) {
        AtomicBoolean released = new AtomicBoolean();
        ScriptedHandler.script(
                "fanfold-Mortal",
                (event, context, variables) -> {
                    if (!second(event)) {
                        while (!released.get()) {
                            Thread.onSpinWait();
                        }
                    }
                    return null;
                });

        Queues.of(cloud).send("Mortal", "stubborn");

        Await.until("another takes over", () -> threads.containsKey("2"));
        Await.until(
                "the log names it",
                () ->
                        LOG.stream()
                                .anyMatch(line ->
                                        line.contains("ignores its interrupt")
                                                && line.contains(threads.get("1"))));
        released.set(true);
        Await.until("the queue is empty", () -> Queues.of(cloud).isEmpty("Mortal"));
    }

    private boolean second(Object event) {
        String count =
                ((SQSEvent) event)
                        .getRecords()
                        .getFirst()
                        .getAttributes()
                        .getOrDefault("ApproximateReceiveCount", "?");
        threads.put(count, Thread.currentThread().getName());
        return !count.equals("1");
    }

    private static @Nullable Object await(CountDownLatch never) throws InterruptedException {
        assertThat(never.await(20, TimeUnit.SECONDS)).isTrue();
        return null;
    }

    private void call(SqsClient sqs, CountDownLatch done) {
        try {
            sqs.listQueues();
        } catch (RuntimeException refused) {
            refusal.set(refused);
        }
        done.countDown();
    }
}
