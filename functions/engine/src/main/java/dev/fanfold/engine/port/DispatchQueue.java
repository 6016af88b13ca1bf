package dev.fanfold.engine.port;

import dev.fanfold.engine.arrival.JobId;

/// The way to the dispatcher. Delivery is at least once.
public interface DispatchQueue {
    /// Asks the dispatcher to plan this job and send its tasks, or to go on with it.
    void send(JobId job);

    /// About how many messages are in the queue and among its dead letters, visible, in flight and
    /// delayed.
    long depth();
}
