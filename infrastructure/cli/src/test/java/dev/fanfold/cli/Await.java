package dev.fanfold.cli;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/// Waits until a condition is true, and fails with its name otherwise.
public final class Await {
    private static final Duration MAX_WAIT = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(20);

    private Await() {}

    public static ConditionFactory until(String condition) {
        return Awaitility.await(condition)
                .atMost(MAX_WAIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL)
                .pollInSameThread();
    }
}
