package dev.fanfold.engine.port;

import java.time.Duration;
import java.util.List;

/// A pool's queues. Delivery is at least once and in any order.
public interface TaskQueue {
    /// Sends to the work queue.
    ///
    /// When it returns, every message is accepted. When it throws, any of them may be accepted.
    void send(List<WorkMessage> messages);

    /// Sends to the retry queue. Its messages are received one at a time.
    void retry(List<DelayedMessage> messages);

    /// The approximate number of messages in the work, retry and dead-letter queues.
    ///
    /// Messages that are visible, in flight or delayed count.
    long depth();

    /// A message that is delivered after `delay` or later. At most 15 minutes.
    record DelayedMessage(WorkMessage message, Duration delay) {}
}
