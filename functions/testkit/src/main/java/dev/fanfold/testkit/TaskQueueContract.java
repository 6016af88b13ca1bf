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

/// The tests that every [TaskQueue] must pass. Each test has its own queues.
public interface TaskQueueContract {
    /// The queues of the test, empty when it starts.
    TaskQueue queue();

    /// Receives and deletes some of the visible messages of the work queue. Empty if there are
    /// none.
    List<WorkMessage> takeWork();

    /// Receives and deletes some of the visible messages of the retry queue. Empty if there are
    /// none.
    List<WorkMessage> takeRetry();

    @Test
    default void everyMessageSentIsReceived() {
        JobId job = Samples.id();
        List<WorkMessage> messages =
                new ArrayList<>(
                        IntStream.range(0, 25)
                                .<WorkMessage>mapToObj(
                                        i -> new WorkMessage.Tasks(job, 0, 1, i, i + 1, 2, 3))
                                .toList());
        messages.add(new WorkMessage.Finish(job, 0, 1, 2, 3));
        queue().send(messages);

        assertThat(queue().depth()).isEqualTo(26);
        var taken = new ArrayList<WorkMessage>();
        for (List<WorkMessage> batch = takeWork(); !batch.isEmpty(); batch = takeWork()) {
            taken.addAll(batch);
        }
        assertThat(taken).containsExactlyInAnyOrderElementsOf(messages);
        assertThat(queue().depth()).isZero();
    }

    @Test
    default void aDelayedMessageIsCountedAndNotReceived() {
        WorkMessage later = new WorkMessage.Tasks(Samples.id(), 0, 0, 0, 1, 2, 1);
        WorkMessage now = new WorkMessage.Tasks(Samples.id(), 0, 0, 0, 1, 2, 1);
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
    default void sendingNoMessagesSendsNothing() {
        queue().send(List.of());
        queue().retry(List.of());

        assertThat(queue().depth()).isZero();
    }
}
