package dev.fanfold.items;

import java.time.Duration;

/// Thrown by a function for an item that can be tried again only after some time, for example
/// because a server answered with `Retry-After`. It counts as an attempt.
public class RetryAfterException extends Exception {
    private static final long serialVersionUID = 1;

    private final Duration pause;

    /// @param pause the time after which the item is tried again, at least; 0 or more
    public RetryAfterException(String message, Duration pause) {
        super(message);
        if (pause.isNegative()) {
            throw new IllegalArgumentException("a pause is 0 or more, not " + pause);
        }
        this.pause = pause;
    }

    public Duration pause() {
        return pause;
    }
}
