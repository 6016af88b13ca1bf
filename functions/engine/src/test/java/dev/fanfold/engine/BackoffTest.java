package dev.fanfold.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Delays for all attempt numbers, up to those that no message should have.
class BackoffTest {
    @Test
    void theWaitDoublesUpToAMinuteWhateverTheAttempt() {
        var backoff = new Backoff(new Random(1));
        int[] attempts = {Integer.MIN_VALUE, -1, 0, 1, 2, 6, 7, 100, Integer.MAX_VALUE};

        for (int attempt : attempts) {
            int max = attempt < 2 ? 1 : attempt >= 7 ? 60 : 1 << (attempt - 1);
            for (int i = 0; i < 200; i++) {
                assertThat(backoff.before(attempt))
                        .isBetween(Duration.ofMillis(1), Duration.ofSeconds(max));
            }
        }
    }

    @Test
    void anAttemptIsNeverCountedBelowTheOneBefore() {
        assertThat(Attempts.ofDelivery(1, 1)).isEqualTo(1);
        assertThat(Attempts.ofDelivery(2, 3)).isEqualTo(4);
        assertThat(Attempts.ofDelivery(Integer.MAX_VALUE, 9)).isEqualTo(Integer.MAX_VALUE);
    }
}
