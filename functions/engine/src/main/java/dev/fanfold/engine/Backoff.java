package dev.fanfold.engine;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// The delay before the next attempt: a random time up to a maximum that doubles with each attempt.
///
/// Because the time is random, tasks that failed together are not retried together.
final class Backoff {
    private static final long MAX_SECONDS = 60;
    private final RandomGenerator random;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /// The delay before an attempt: at most 2 s before attempt 2, 4 s before attempt 3, and so on,
    /// up to 60 s.
    ///
    /// @param attempt the number of the next attempt, from 2
    Duration before(int attempt) {
        long max = Math.min(MAX_SECONDS, 1L << Math.clamp(attempt - 1L, 0, 6));
        return Duration.ofMillis(random.nextLong(max * 1_000) + 1);
    }
}
