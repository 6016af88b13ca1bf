package dev.fanfold.template;

import java.time.Duration;
import java.util.Optional;

/// A queue as a template declares it.
///
/// @param visibility how long a received message stays hidden
/// @param delay how long a new message stays hidden
/// @param longPoll how long a receive without a wait of its own waits
/// @param redrive where messages go that were received too often
public record Queue(
        String name,
        Duration visibility,
        Duration delay,
        Duration longPoll,
        Optional<Redrive> redrive) {

    /// Where messages end.
    ///
    /// @param deadLetters name of the queue for messages received more than `maxReceiveCount` times
    public record Redrive(String deadLetters, int maxReceiveCount) {}
}
