package dev.fanfold.engine;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next attempt: twice as long each time, with full jitter, so that
/// what failed together does not come back together.
final class Backoff {
    private static final long MAX_SECONDS = 60;
    private final RandomGenerator random;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /// @param attempt the number of the coming attempt, from 2
    Duration before(int attempt) {
        long max = Math.min(MAX_SECONDS, 1L << Math.clamp(attempt - 1L, 0, 6));
        return Duration.ofMillis(random.nextLong(max * 1_000) + 1);
    }
}
