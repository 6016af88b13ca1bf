package dev.fanfold.engine.port;

import java.time.Duration;

/// How long the invocation may still run.
public interface TimeLeft {
    Duration remaining();

    /// Whether at least this much time is left.
    default boolean allows(Duration needed) {
        return remaining().compareTo(needed) >= 0;
    }
}
