package dev.fanfold.engine.port;

import java.time.Duration;

/// The time that an invocation has left.
public interface TimeLeft {
    Duration remaining();

    /// Whether at least the time `needed` is left.
    default boolean allows(Duration needed) {
        return remaining().compareTo(needed) >= 0;
    }
}
