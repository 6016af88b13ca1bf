package dev.fanfold.engine;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// The delay before the next attempt. It has full jitter; its maximum doubles with each attempt.
///
/// Because of the jitter, tasks that failed together are not retried together.
final class Backoff {
    private static final long MAX_SECONDS = 60;
    private final RandomGenerator random;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /// @param attempt the number of the next attempt, from 2
    Duration before(int attempt) {
        long max = Math.min(MAX_SECONDS, 1L << Math.clamp(attempt - 1L, 0, 6));
        return Duration.ofMillis(random.nextLong(max * 1_000) + 1);
    }
}
