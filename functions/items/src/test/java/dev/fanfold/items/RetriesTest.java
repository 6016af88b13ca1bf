package dev.fanfold.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.JobSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Tests the settings for retries and the pauses between them.
class RetriesTest {
    @Test
    void pausesDoubleUpToAMinute() {
        Retries retries = retries("3", "20s");

        assertThat(retries.pauseAfter(1)).isEqualTo(Duration.ofSeconds(20));
        assertThat(retries.pauseAfter(2)).isEqualTo(Duration.ofSeconds(40));
        assertThat(retries.pauseAfter(3)).isEqualTo(Duration.ofMinutes(1));
        assertThat(retries.pauseAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(1));
        assertThat(retries("3", "0ms").pauseAfter(90)).isZero();
    }

    @Test
    void theLimitsAreInclusive() {
        assertThat(retries("0", "1m").first()).isEqualTo(Duration.ofMinutes(1));
        assertThat(retries("100", "60000ms").max()).isEqualTo(100);
        assertThatThrownBy(() -> retries("101", "1s"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("setting retries is a number from 0 to 100, not 101");
        assertThatThrownBy(() -> retries("-1", "1s")).hasMessageContaining("not -1");
        for (String pause : new String[] {"60001ms", "61s", "2m", "1", "s", "1h", "-1s", "1.5s"}) {
            assertThatThrownBy(() -> retries("1", pause))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("not \"" + pause + "\"");
        }
    }

    private static Retries retries(String retries, String backoff) {
        return Retries.of(JobSettings.of(Map.of("retries", retries, "backoff", backoff)));
    }
}
