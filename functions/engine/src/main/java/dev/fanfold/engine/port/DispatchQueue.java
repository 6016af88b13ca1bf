package dev.fanfold.engine.port;

import dev.fanfold.engine.arrival.JobId;

/// The queue of the dispatcher. Delivery is at least once.
public interface DispatchQueue {
    /// Asks the dispatcher to plan this job and send its tasks, or to continue it.
    void send(JobId job);

    /// The approximate number of messages in the queue and its dead-letter queue.
    ///
    /// Messages that are visible, in flight or delayed count.
    long depth();
}
