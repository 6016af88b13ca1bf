package dev.fanfold.engine.port;

import java.time.Duration;

/// How long the invocation may still run.
public interface TimeLeft {
    Duration remaining();

    /// Whether there is at least this long left.
    default boolean allows(Duration needed) {
        return remaining().compareTo(needed) >= 0;
    }
}
