package dev.fanfold.items;

import java.time.Duration;

/// Decides from the failures of a target whether it is left alone for some time. Times are in
/// milliseconds since 1970.
///
/// @param failures how many calls failed transiently since the last success, or since the target
///   was left alone
/// @param until the time until which the target is left alone; 0 if it never was
record Breaker(int failures, long until) {
    /// After so many transient failures in a row a target is left alone.
    static final int MAX_FAILURES = 10;

    /// How long a target is left alone.
    static final Duration PAUSE = Duration.ofSeconds(30);

    static final Breaker NEW = new Breaker(0, 0);

    /// The breaker after a transient failure.
    Breaker failed(long now) {
        return failures + 1 < MAX_FAILURES
                ? new Breaker(failures + 1, until)
                : new Breaker(0, now + PAUSE.toMillis());
    }

    /// Whether the target may be called.
    boolean allows(long now) {
        return now >= until;
    }
}
