package dev.fanfold.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Formats of numbers.
class FiguresTest {
    @Test
    void countsAreGroupedByThousands() {
        assertThat(Figures.count(27_004)).isEqualTo("27,004");
        assertThat(Figures.of(1, "task")).isEqualTo("1 task");
        assertThat(Figures.of(2_000, "task")).isEqualTo("2,000 tasks");
    }

    @Test
    void bytesHaveTheUnitThatFits() {
        assertThat(Figures.bytes(1)).isEqualTo("1 byte");
        assertThat(Figures.bytes(312)).isEqualTo("312 bytes");
        assertThat(Figures.bytes(1_023)).isEqualTo("1023 bytes");
        assertThat(Figures.bytes(1_024)).isEqualTo("1.0 KiB");
        assertThat(Figures.bytes(1_048_575)).isEqualTo("1.0 MiB");
        assertThat(Figures.bytes(2_481_495)).isEqualTo("2.4 MiB");
        assertThat(Figures.bytes(Long.MAX_VALUE)).isEqualTo("8.0 EiB");
    }

    @Test
    void timesHaveTheirTwoLargestUnits() {
        assertThat(Figures.time(Duration.ofMillis(149))).isEqualTo("0.1 s");
        assertThat(Figures.time(Duration.ofMillis(59_949))).isEqualTo("59.9 s");
        assertThat(Figures.time(Duration.ofMillis(59_950))).isEqualTo("1 min 0 s");
        assertThat(Figures.time(Duration.ofSeconds(3_599))).isEqualTo("59 min 59 s");
        assertThat(Figures.time(Duration.ofMinutes(200))).isEqualTo("3 h 20 min");
    }

    @Test
    void aClockRoundsUpSoThatItReachesZeroOnlyAtTheEnd() {
        assertThat(Figures.clock(Duration.ofMillis(2_001))).isEqualTo("0:03");
        assertThat(Figures.clock(Duration.ofSeconds(3_723))).isEqualTo("1:02:03");
        assertThat(Figures.clock(Duration.ZERO)).isEqualTo("0:00");
    }

    @Test
    void smallAmountsOfMoneyKeepTwoDigitsThatCount() {
        assertThat(Figures.usd(new BigDecimal("0.000098708"))).isEqualTo("$0.000099");
        assertThat(Figures.usd(new BigDecimal("0.25"))).isEqualTo("$0.25");
        assertThat(Figures.usd(new BigDecimal("12.5"))).isEqualTo("$12.50");
        assertThat(Figures.usd(new BigDecimal("0E-9"))).isEqualTo("$0");
        assertThat(Figures.usd(new BigDecimal("0.9999"))).isEqualTo("$1");
    }
}
