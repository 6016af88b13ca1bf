package dev.fanfold.local.fault;

import dev.fanfold.lambda.QueueMessage;
import java.time.Duration;
import java.util.List;

/// Receives messages from a queue.
public interface Receiver {
    /// Receives up to `max` messages, and waits up to `wait` for the first.
    List<QueueMessage> receive(int max, Duration wait) throws InterruptedException;
}
