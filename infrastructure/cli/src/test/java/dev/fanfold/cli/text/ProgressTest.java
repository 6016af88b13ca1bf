package dev.fanfold.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.documents.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Progress of a job: a redrawn line on a terminal, plain lines in a log.
class ProgressTest {
    private static final long MIB = 1 << 20;
    private final Captured screen = new Captured();

    @Test
    void theBarShowsTasksBytesRateAndTimeLeft() {
        var now = submitted(Samples.running(8, 2, 8 * MIB, 2 * MIB), Duration.ofSeconds(4));

        assertThat(ProgressBar.line(now))
                .isEqualTo(
                        "[#####---------------]  2 of 8 tasks  2.0 MiB of 8.0 MiB  512.0 KiB/s  0:12 left");
    }

    @Test
    void withoutAnInputTheRateIsInTasks() {
        var now = submitted(Samples.running(3_000, 1_500, 0, 0), Duration.ofSeconds(10));

        assertThat(ProgressLines.line(now))
                .isEqualTo("1,500 of 3,000 tasks, 150 tasks/s, about 10.0 s left");
    }

    @Test
    void aJobThatRanBeforeTheWaitHasTheRateSinceThen() {
        Account first = Samples.running(3_000, 1_400, 0, 0);
        Account now = Samples.running(3_000, 1_500, 0, 0);

        assertThat(
                        ProgressLines.line(
                                new ProgressSnapshot(first, first, Duration.ofSeconds(1), "")))
                .isEqualTo("1,400 of 3,000 tasks, 0 tasks/s");
        assertThat(ProgressLines.line(new ProgressSnapshot(first, now, Duration.ofSeconds(10), "")))
                .isEqualTo("1,500 of 3,000 tasks, 10 tasks/s, about 2 min 30 s left");

        Account firstBytes = Samples.running(8, 2, 8 * MIB, 2 * MIB);
        Account nowBytes = Samples.running(8, 4, 8 * MIB, 4 * MIB);
        assertThat(
                        ProgressLines.line(
                                new ProgressSnapshot(
                                        firstBytes, nowBytes, Duration.ofSeconds(4), "")))
                .isEqualTo("4 of 8 tasks, 4.0 MiB of 8.0 MiB, 512.0 KiB/s, about 8.0 s left");
    }

    @Test
    void theBarIsDrawnOverItselfAndNeverWiderThanTheScreen() {
        Progress bar = Progress.on(new Terminal(System.out, screen.stream(), true, false, 30));

        bar.phase("starting");
        bar.show(submitted(Samples.running(8, 2, 8 * MIB, 2 * MIB), Duration.ofSeconds(4)));
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

        bar.show(submitted(Samples.running(0, 0, 0, 0), Duration.ofSeconds(1)));

        assertThat(screen.text()).endsWith("planning ...");
    }

    @Test
    void aJobOfSeveralRoundsShowsItsRound() {
        Account.Round round = new Account.Round(3, new Account.Tasks(10, 4, 1), Optional.empty());
        var now = submitted(Samples.inRound(round), Duration.ofSeconds(25));

        // 25 tasks of the job in 25 seconds; the round has 5 more.
        assertThat(ProgressLines.line(now))
                .isEqualTo("round 3, 4 of 10 tasks, 1 lost, 1 tasks/s, about 5.0 s left");
        assertThat(ProgressBar.line(now))
                .isEqualTo(
                        "[##########----------]  round 3, 4 of 10 tasks, 1 lost  1 tasks/s  0:05 left");
    }

    @Test
    void theWordsOfTheWorkloadAreShownInsteadOfBytes() {
        Account account = Samples.running(8, 2, 8 * MIB, 2 * MIB);
        var now =
                new ProgressSnapshot(
                        Samples.running(0, 0, 0, 0),
                        account,
                        Duration.ofSeconds(4),
                        "5 of 9 items, 1 failed");

        assertThat(ProgressLines.line(now))
                .isEqualTo("2 of 8 tasks, 5 of 9 items, 1 failed, 512.0 KiB/s, about 12.0 s left");
        assertThat(ProgressBar.line(now)).contains("2 of 8 tasks  5 of 9 items, 1 failed  512.0");
    }

    @Test
    void aWaitingRoundHasTheWordsOfTheWorkloadToo() {
        var time = Instant.parse("2026-01-01T12:40:05Z");
        var round = new Account.Round(3, new Account.Tasks(0, 0, 0), Optional.of(time));
        Account waiting = Samples.inRound(round);
        Progress bar = Progress.on(new Terminal(System.out, screen.stream(), true, false, 90));

        bar.show(
                new ProgressSnapshot(
                        waiting, waiting, Duration.ofSeconds(4), "5 of 9 items, 4 wait"));

        assertThat(screen.text())
                .endsWith("round 3 waits until 2026-01-01T12:40:05Z, 5 of 9 items, 4 wait");
    }

    @Test
    void aWaitingRoundIsShownWithItsTimeAndInALogOnce() {
        var time = Instant.parse("2026-01-01T12:40:05.123Z");
        Account waiting =
                Samples.inRound(
                        new Account.Round(3, new Account.Tasks(0, 0, 0), Optional.of(time)));
        Progress lines = Progress.on(new Terminal(System.out, screen.stream(), false, false, 80));
        IntStream.range(3, 100)
                .forEach(second -> lines.show(submitted(waiting, Duration.ofSeconds(second))));
        assertThat(screen.text()).isEqualTo("round 3 waits until 2026-01-01T12:40:05Z\n");
        screen.clear();

        Progress bar = Progress.on(new Terminal(System.out, screen.stream(), true, false, 80));
        bar.show(submitted(waiting, Duration.ofSeconds(1)));
        assertThat(screen.text()).endsWith("round 3 waits until 2026-01-01T12:40:05Z");

        Account.Round unplanned =
                new Account.Round(3, new Account.Tasks(0, 0, 0), Optional.empty());
        bar.show(submitted(Samples.inRound(unplanned), Duration.ofSeconds(1)));
        assertThat(screen.text()).endsWith("round 3, planning ...");
    }

    // A job that was submitted when the command began to wait.
    private static ProgressSnapshot submitted(Account account, Duration elapsed) {
        return new ProgressSnapshot(Samples.running(0, 0, 0, 0), account, elapsed, "");
    }

    private static ProgressSnapshot at(Duration elapsed) {
        return submitted(Samples.running(8, 2, 8 * MIB, 2 * MIB), elapsed);
    }
}
