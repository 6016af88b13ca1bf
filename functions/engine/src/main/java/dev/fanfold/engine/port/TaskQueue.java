package dev.fanfold.engine.port;

import java.time.Duration;
import java.util.List;

/// A pool's queues. Delivery is at least once and in any order.
public interface TaskQueue {
    /// Sends messages to the work queue.
    ///
    /// If the method returns, the queue has accepted all messages. If it throws, the queue may have
    /// accepted any of them.
    void send(List<WorkMessage> messages);

    /// Sends messages to the retry queue. A worker receives them one at a time.
    void retry(List<DelayedMessage> messages);

    /// The approximate number of messages in the work, retry and dead-letter queues, whether they
    /// are visible, in flight or delayed.
    long depth();

    /// A message that is delivered after `delay`, at most 15 minutes, or later.
    record DelayedMessage(WorkMessage message, Duration delay) {
        /// A message without a delay.
        public static DelayedMessage now(WorkMessage message) {
            return new DelayedMessage(message, Duration.ZERO);
        }
    }
}
