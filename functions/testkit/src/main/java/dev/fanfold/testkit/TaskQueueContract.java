package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.port.TaskQueue;
import dev.fanfold.engine.port.TaskQueue.DelayedMessage;
import dev.fanfold.engine.port.WorkMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The contract of every [TaskQueue]. Each test has a queue of its own.
public interface TaskQueueContract {
    /// An empty queue.
    TaskQueue queue();

    /// Receives and deletes the messages now visible in the work queue, if any.
    List<WorkMessage> takeWork();

    /// Receives and deletes the messages now visible in the retry queue, if any.
    List<WorkMessage> takeRetry();

    @Test
    default void everyMessageSentIsReceived() {
        JobId job = Samples.id();
        List<WorkMessage> messages =
                new ArrayList<>(
                        IntStream.range(0, 25)
                                .<WorkMessage>mapToObj(
                                        i -> new WorkMessage.Tasks(job, 1, i, i + 1, 2, 3))
                                .toList());
        messages.add(new WorkMessage.Finish(job, 1, 2, 3));
        queue().send(messages);

        assertThat(queue().depth()).isEqualTo(26);
        var taken = new ArrayList<WorkMessage>();
        for (List<WorkMessage> some = takeWork(); !some.isEmpty(); some = takeWork()) {
            taken.addAll(some);
        }
        assertThat(taken).containsExactlyInAnyOrderElementsOf(messages);
        assertThat(queue().depth()).isZero();
    }

    @Test
    default void aDelayedMessageIsCountedAndNotSeen() {
        WorkMessage later = new WorkMessage.Tasks(Samples.id(), 0, 0, 1, 2, 1);
        WorkMessage now = new WorkMessage.Tasks(Samples.id(), 0, 0, 1, 2, 1);
        queue().retry(
                        List.of(
                                new DelayedMessage(later, Duration.ofMinutes(15)),
                                new DelayedMessage(now, Duration.ZERO)));

        assertThat(queue().depth()).isEqualTo(2);
        assertThat(takeRetry()).containsExactly(now);
        assertThat(takeRetry()).isEmpty();
        assertThat(queue().depth()).isEqualTo(1);
    }

    @Test
    default void nothingSentIsNothing() {
        queue().send(List.of());
        queue().retry(List.of());

        assertThat(queue().depth()).isZero();
    }
}
