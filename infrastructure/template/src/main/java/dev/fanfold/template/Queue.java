package dev.fanfold.template;

import java.time.Duration;
import java.util.Optional;

/// A queue as a template declares it.
///
/// @param visibility how long a received message stays hidden
/// @param delay how long a new message stays hidden
/// @param longPoll how long a receive call waits if it does not set its own wait time
/// @param redrive where messages go that were received too often
public record Queue(
        String name,
        Duration visibility,
        Duration delay,
        Duration longPoll,
        Optional<Redrive> redrive) {

    /// The dead-letter queue of a queue.
    ///
    /// @param deadLetters name of the queue for messages received more than `maxReceiveCount` times
    public record Redrive(String deadLetters, int maxReceiveCount) {}
}
