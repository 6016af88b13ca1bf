package dev.fanfold.local.fault;

import dev.fanfold.lambda.QueueMessage;
import java.time.Duration;
import java.util.List;

/// Receives messages from a queue.
public interface Receiver {
    /// Up to `most` messages; waits up to `wait` for the first.
    List<QueueMessage> receive(int max, Duration wait) throws InterruptedException;
}
