package dev.fanfold.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.JobSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Tests the settings for the limits of targets.
class LimitsTest {
    @Test
    void aRateBecomesTheTimeBetweenTwoCalls() {
        assertThat(limits("5/s", "")).isEqualTo(new Limits(200, 1, true));
        assertThat(limits("100/m", "")).isEqualTo(new Limits(600, 1, true));
        assertThat(limits("2/h", "3")).isEqualTo(new Limits(1_800_000, 3, true));
        assertThat(limits("1000/s", "100")).isEqualTo(new Limits(1, 100, true));
    }

    @Test
    void theRateIsNeverAboveTheWantedOne() {
        for (int number = 1; number <= 1_000; number++) {
            assertThat(limits(number + "/s", "").spacing() * number).isBetween(1_000L, 1_999L);
        }
    }

    @Test
    void withoutSettingsThereAreNoLimits() {
        assertThat(limits("", "")).isEqualTo(Limits.NONE);
        assertThat(Limits.of(JobSettings.of(Map.of()))).isEqualTo(Limits.NONE);
        assertThat(limits("", "1")).isEqualTo(new Limits(0, 1, true));
    }

    @Test
    void wrongValuesAreRefusedWithTheValueAndTheRemedy() {
        for (String rate :
                new String[] {"0/s", "1001/s", "60001/m", "3600001/h", "5", "/s", "5/d", "-1/s"}) {
            assertThatThrownBy(() -> limits(rate, ""))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("as in 5/s, 100/m or 2/h, at most 1000/s, not \"" + rate)
                    .hasMessageContaining("leave it out");
        }
        for (String concurrent : new String[] {"0", "101", "-1"}) {
            assertThatThrownBy(() -> limits("", concurrent))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage(
                            "setting concurrent is a number from 1 to 100, not %s; leave it out for no limit",
                            concurrent);
        }
        assertThatThrownBy(() -> limits("", "two"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("\"two\"");
    }

    private static Limits limits(String rate, String concurrent) {
        return Limits.of(JobSettings.of(Map.of("rate", rate, "concurrent", concurrent)));
    }
}
