package dev.fanfold.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.local.function.DeadEnvironmentException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.SqsClient;

/// An environment that exceeds its function's Timeout of one second is killed.
class TimeLimitTest {
    private static final Queue<String> LOG = new ConcurrentLinkedQueue<>();

    @RegisterExtension
    static final LocalCloudExtension CLOUD =
            new LocalCloudExtension(
                    Path.of("src/test/resources/templates/queues.yaml"),
                    LocalOptions.defaults().visibility(Duration.ofSeconds(2)).log(LOG::add));

    /// The environments that received the message, in order.
    ///
    /// The first of them exceeds its time limit. On a busy machine, an earlier one may have been
    /// killed before its handler started; it is not in this list.
    private final List<String> threads = new CopyOnWriteArrayList<>();

    private final AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();

    @Test
    void aKilledThreadIsInterruptedAndCannotCallAndAnotherTakesOver(LocalCloud cloud)
            throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch called = new CountDownLatch(1);
        SqsClient sqs = cloud.clients().sqs();
        ScriptedHandler.script(
                "fanfold-Mortal",
                (event, context, variables) -> {
                    if (recordDelivery()) {
                        return null;
                    }
                    assertThat(context.getRemainingTimeInMillis()).isBetween(0, 1000);
                    try {
                        return await(new CountDownLatch(1));
                    } catch (InterruptedException dead) {
                        interrupted.countDown();
                        Thread.ofVirtual().start(() -> call(sqs, called)).join();
                        throw dead;
                    }
                });

        Queues.of(cloud).send("Mortal", "slow");

        assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(called.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(thrown.get()).isInstanceOf(DeadEnvironmentException.class);
        Await.until("another environment received the message").until(() -> threads.size() > 1);
        assertThat(threads.get(1)).isNotEqualTo(threads.getFirst());
        Await.until("the queue is empty").until(() -> Queues.of(cloud).isEmpty("Mortal"));
        Await.until("the time limit is logged")
                .until(() -> LOG.stream().anyMatch(l -> l.contains("timed out")));
        sqs.close();
    }

    @Test
    void aThreadThatIgnoresItsInterruptIsNamed(LocalCloud cloud) {
        AtomicBoolean released = new AtomicBoolean();
        ScriptedHandler.script(
                "fanfold-Mortal",
                (event, context, variables) -> {
                    if (!recordDelivery()) {
                        while (!released.get()) {
                            Thread.onSpinWait();
                        }
                    }
                    return null;
                });

        Queues.of(cloud).send("Mortal", "stubborn");

        Await.until("another environment received the message").until(() -> threads.size() > 1);
        Await.until("the thread is logged")
                .until(() ->
                        LOG.stream()
                                .anyMatch(line ->
                                        line.contains("ignores its interrupt")
                                                && line.contains(threads.getFirst())));
        released.set(true);
        Await.until("the queue is empty").until(() -> Queues.of(cloud).isEmpty("Mortal"));
    }

    /// Whether the message was delivered before.
    private boolean recordDelivery() {
        threads.add(Thread.currentThread().getName());
        return threads.size() > 1;
    }

    private static @Nullable Object await(CountDownLatch never) throws InterruptedException {
        assertThat(never.await(60, TimeUnit.SECONDS)).isTrue();
        return null;
    }

    private void call(SqsClient sqs, CountDownLatch done) {
        try {
            sqs.listQueues();
        } catch (RuntimeException refused) {
            thrown.set(refused);
        }
        done.countDown();
    }
}
