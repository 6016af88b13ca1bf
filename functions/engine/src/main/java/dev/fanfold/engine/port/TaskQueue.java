package dev.fanfold.engine.port;

import java.time.Duration;
import java.util.List;

/// A pool's queues. Delivery is at least once and in any order.
public interface TaskQueue {
    /// Sends to the work queue.
    ///
    /// Every message is accepted when it returns; when it throws, any of them may be.
    void send(List<WorkMessage> messages);

    /// Sends to the retry queue, whose messages are received one at a time.
    void retry(List<DelayedMessage> messages);

    /// About how many messages are in the pool's queues - work, retry and dead letters - visible,
    /// in flight and delayed.
    long depth();

    /// A message to be received no sooner than after `delay`, at most 15 minutes.
    record DelayedMessage(WorkMessage message, Duration delay) {}
}
