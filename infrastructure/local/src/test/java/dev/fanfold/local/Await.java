package dev.fanfold.local;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/// Waits until a condition is true, and fails with its name otherwise.
final class Await {
    private static final Duration MAX_WAIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(5);

    private Await() {}

    static ConditionFactory until(String condition) {
        return Awaitility.await(condition)
                .atMost(MAX_WAIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL)
                .pollInSameThread();
    }
}
