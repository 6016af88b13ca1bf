package dev.fanfold.template;

import java.time.Duration;
import java.util.Optional;

/// A queue as a template declares it.
///
/// @param visibility how long a received message stays hidden
/// @param delay how long a new message stays hidden
/// @param longPoll how long a receive call waits if it does not set its own wait time
/// @param redrive its dead-letter queue, if it has one
public record Queue(
        String name,
        Duration visibility,
        Duration delay,
        Duration longPoll,
        Optional<Redrive> redrive) {

    /// The dead-letter queue of a queue.
    ///
    /// @param deadLetters name of the dead-letter queue; a message that was received
    ///   `maxReceiveCount` times and not deleted is moved to it
    public record Redrive(String deadLetters, int maxReceiveCount) {}
}
