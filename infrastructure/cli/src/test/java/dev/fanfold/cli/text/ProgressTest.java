package dev.fanfold.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Progress of a job: a redrawn line on a terminal, plain lines in a log.
class ProgressTest {
    private static final long MIB = 1 << 20;
    private final Captured screen = new Captured();

    @Test
    void theBarShowsTasksBytesRateAndTimeLeft() {
        var now =
                new ProgressSnapshot(
                        Samples.running(8, 2, 8 * MIB, 2 * MIB), Duration.ofSeconds(4));

        assertThat(ProgressBar.line(now))
                .isEqualTo(
                        "[#####---------------]  2 of 8 tasks  2.0 MiB of 8.0 MiB  512.0 KiB/s  0:12 left");
    }

    @Test
    void withoutAnInputTheRateIsInTasks() {
        var now = new ProgressSnapshot(Samples.running(3_000, 1_500, 0, 0), Duration.ofSeconds(10));

        assertThat(ProgressLines.line(now))
                .isEqualTo("1,500 of 3,000 tasks, 150 tasks/s, about 10.0 s left");
    }

    @Test
    void theBarIsDrawnOverItselfAndNeverWiderThanTheScreen() {
        Progress bar = Progress.on(new Terminal(System.out, screen.stream(), true, false, 30));

        bar.phase("starting");
        bar.show(
                new ProgressSnapshot(
                        Samples.running(8, 2, 8 * MIB, 2 * MIB), Duration.ofSeconds(4)));
        bar.end();

        assertThat(screen.text())
                .isEqualTo(
                        "\r\u001b[Kstarting ...\r\u001b[K[#####---------------]  2 of \r\u001b[K");
    }

    @Test
    void aLogGetsALineEveryFewSecondsAndNothingOfShortJobs() {
        Progress lines = Progress.on(new Terminal(System.out, screen.stream(), false, false, 80));

        lines.phase("starting");
        IntStream.range(0, 100).forEach(i -> lines.show(at(Duration.ofMillis(i * 100L))));
        lines.end();

        assertThat(screen.text().lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("2 of 8 tasks, "));
        assertThat(screen.text()).doesNotContain("\u001b").doesNotContain("\r");
    }

    @Test
    void beforeThePlanThereIsNoShareToShow() {
        Progress bar = Progress.on(new Terminal(System.out, screen.stream(), true, false, 80));

        bar.show(new ProgressSnapshot(Samples.running(0, 0, 0, 0), Duration.ofSeconds(1)));

        assertThat(screen.text()).endsWith("planning ...");
    }

    private static ProgressSnapshot at(Duration elapsed) {
        return new ProgressSnapshot(Samples.running(8, 2, 8 * MIB, 2 * MIB), elapsed);
    }
}
