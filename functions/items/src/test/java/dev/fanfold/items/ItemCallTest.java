package dev.fanfold.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Task;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Tests how often and when the function is called for an item.
class ItemCallTest {
    private static final PendingItem ITEM = new PendingItem(3, 40, "three");
    private final AtomicLong millis = new AtomicLong(1_000_000);
    private final InstantSource clock = () -> java.time.Instant.ofEpochMilli(millis.get());
    private final AtomicInteger calls = new AtomicInteger();
    private final Breakers breakers = new Breakers();

    @Test
    void aTransientFailureIsTriedAgain() throws Exception {
        ResultLine line = ended(call(_ -> failFirst(2), "3", "0ms", Duration.ofMinutes(1)));

        assertThat(line.result().isOk()).isTrue();
        assertThat(line.result().attempts()).isEqualTo(3);
        assertThat(line.item()).as("the item for a redrive").isEmpty();
        assertThat(line.json())
                .isEqualTo(
                        "{\"index\":3,\"status\":\"ok\",\"result\":\"done\",\"attempts\":3,\"ms\":0}");
    }

    @Test
    void anItemFailsAfterItsLastRetry() throws Exception {
        ResultLine line = ended(call(_ -> failFirst(4), "3", "0ms", Duration.ofMinutes(1)));

        assertThat(calls).hasValue(4);
        assertThat(line.result().isOk()).isFalse();
        assertThat(line.errorKind()).isEqualTo("java.io.IOException");
        assertThat(line.item())
                .hasValueSatisfying(item -> assertThat(item.text()).isEqualTo("three"));
        assertThat(line.json()).contains("\"status\":\"failed\"", "\"message\":\"call 4\"");
        assertThat(line.json()).contains("ItemCallTest.failFirst").doesNotContain("ItemCall.call(");
    }

    @Test
    void aPermanentFailureIsNotTriedAgain() throws Exception {
        for (RuntimeException permanent :
                List.of(new PermanentFailureException("no"), new InvalidInputException("no"))) {
            calls.set(0);
            ResultLine line =
                    ended(
                            call(
                                    _ -> {
                                        calls.incrementAndGet();
                                        throw permanent;
                                    },
                                    "3",
                                    "0ms",
                                    Duration.ofMinutes(1)));

            assertThat(calls).hasValue(1);
            assertThat(line.result().isOk()).isFalse();
        }
    }

    @Test
    void aResultThatIsNoJsonIsAPermanentFailure() throws Exception {
        ResultLine line = ended(call(_ -> Double.NaN, "3", "0ms", Duration.ofMinutes(1)));

        assertThat(line.result().json()).contains("JSON has no number NaN");
        assertThat(line.result().attempts()).isEqualTo(1);
    }

    @Test
    void anItemIsLeftIfItsPauseDoesNotFit() throws Exception {
        ItemCall.Outcome outcome =
                call(
                        _ -> {
                            throw new RetryAfterException(
                                    "later", Duration.ofSeconds(59).plusMillis(1));
                        },
                        "3",
                        "1s",
                        Duration.ofMinutes(1));

        PendingItem left = ((ItemCall.Outcome.Left) outcome).item();
        assertThat(left.attempts()).isEqualTo(1);
        assertThat(left.due()).isEqualTo(millis.get() + 59_001);
        assertThat(left.text()).isEqualTo("three");
    }

    @Test
    void anItemIsLeftWithoutACallIfTheTaskHasNoTime() throws Exception {
        ItemCall.Outcome enough = call(_ -> "done", "0", "1s", ItemCall.MIN_LEFT);
        ItemCall.Outcome tooLittle =
                call(_ -> failFirst(0), "0", "1s", ItemCall.MIN_LEFT.minusMillis(1));

        assertThat(enough).isInstanceOf(ItemCall.Outcome.Ended.class);
        assertThat(tooLittle).isEqualTo(new ItemCall.Outcome.Left(ITEM));
        assertThat(calls).hasValue(0);
    }

    @Test
    void noCallStartsIfTheLongestSoFarWouldNotFit() throws Exception {
        var left = new AtomicLong(10_000);
        var call =
                new ItemCall<Object, Object>(
                        (_, _) -> {
                            millis.addAndGet(6_000);
                            left.addAndGet(-6_000);
                            return "slow";
                        },
                        Tasks.withTimeLeft(() -> Duration.ofMillis(left.get()), "0", "1s"),
                        new TaskBreakers(new Breakers(), 0),
                        clock);

        assertThat(call.call(read(ITEM))).isInstanceOf(ItemCall.Outcome.Ended.class);
        assertThat(call.call(read(ITEM))).isEqualTo(new ItemCall.Outcome.Left(ITEM));
    }

    @Test
    void aTargetThatFailsTenTimesInARowIsLeftAloneWithoutAnAttempt() throws Exception {
        ItemCall.Outcome outcome = call(_ -> failFirst(99), "99", "0ms", Duration.ofMinutes(1));

        assertThat(calls).hasValue(10);
        long until = millis.get() + 30_000;
        assertThat(outcome).isEqualTo(new ItemCall.Outcome.Left(ITEM.after(10, until)));
        assertThat(call(_ -> failFirst(99), "99", "0ms", Duration.ofMinutes(1)))
                .isEqualTo(new ItemCall.Outcome.Left(ITEM.after(0, until)));
        assertThat(calls).hasValue(10);

        millis.addAndGet(30_000);
        assertThat(ended(call(_ -> "done", "0", "0ms", Duration.ofMinutes(1))).result().isOk())
                .isTrue();
    }

    @Test
    void afterAHundredRoundsNoTargetIsLeftAlone() {
        for (int failure = 0; failure < 10; failure++) {
            breakers.failed("target", millis.get());
        }

        assertThat(
                        new TaskBreakers(breakers, 99)
                                .leftAloneUntil(Optional.of("target"), millis.get()))
                .isPresent();
        assertThat(
                        new TaskBreakers(breakers, 100)
                                .leftAloneUntil(Optional.of("target"), millis.get()))
                .isEmpty();
    }

    @Test
    void aSuccessEndsTheRowOfFailuresAndAPermanentFailureIsNoPartOfIt() throws Exception {
        for (int failed = 0; failed < 9; failed++) {
            call(_ -> failFirst(99), "0", "0ms", Duration.ofMinutes(1));
        }
        call(
                _ -> {
                    throw new PermanentFailureException("no");
                },
                "0",
                "0ms",
                Duration.ofMinutes(1));
        assertThat(breakers.leftAloneUntil("target", millis.get())).isEmpty();

        call(_ -> "done", "0", "0ms", Duration.ofMinutes(1));
        call(_ -> failFirst(99), "0", "0ms", Duration.ofMinutes(1));
        assertThat(breakers.leftAloneUntil("target", millis.get())).isEmpty();
        for (int failed = 0; failed < 9; failed++) {
            call(_ -> failFirst(99), "0", "0ms", Duration.ofMinutes(1));
        }
        assertThat(breakers.leftAloneUntil("target", millis.get())).hasValue(millis.get() + 30_000);
    }

    @Test
    void anEndedLeaseIsNoAttempt() throws Exception {
        ItemWork<Object, Object> work = (_, _) -> failFirst(99);
        Task task = Tasks.withTimeLeft(() -> Duration.ofMinutes(1), "3", "0ms");
        var lease = new HeldLease(new Lease("me", 7, millis.get() + 10_000, 0), 1, clock);

        assertThat(
                        new ItemCall<>(work, task, new TaskBreakers(breakers, 0), clock)
                                .attempt(read(ITEM), lease))
                .isEqualTo(new ItemCall.Outcome.Left(ITEM));
        assertThat(calls).hasValue(0);
    }

    @Test
    void aStoppedTaskEnds() {
        assertThatThrownBy(() ->
                        call(
                                _ -> {
                                    throw new InterruptedException("stopped");
                                },
                                "3",
                                "0ms",
                                Duration.ofMinutes(1)))
                .isInstanceOf(InterruptedException.class);
    }

    /// A function of an item.
    private interface Function {
        Object apply(Object item) throws Exception;
    }

    private ItemCall.Outcome call(Function function, String retries, String backoff, Duration left)
            throws Exception {
        Task task = Tasks.withTimeLeft(() -> left, retries, backoff);
        ItemWork<Object, Object> work = (item, _) -> function.apply(item);
        return new ItemCall<>(work, task, new TaskBreakers(breakers, 0), clock).call(read(ITEM));
    }

    private static ReadItem<Object> read(PendingItem item) {
        return new ReadItem<>(item, "item", Optional.empty(), Optional.of("target"));
    }

    private Object failFirst(int failures) throws IOException {
        if (calls.incrementAndGet() <= failures) {
            throw new IOException("call " + calls);
        }
        return "done";
    }

    private static ResultLine ended(ItemCall.Outcome outcome) {
        return ((ItemCall.Outcome.Ended) outcome).line();
    }
}
