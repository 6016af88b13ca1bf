package dev.fanfold.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.documents.Account;
import dev.fanfold.documents.RoundAccount;
import dev.fanfold.engine.fold.OutputCount;
import dev.fanfold.workload.Records;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The rounds of a job as a table.
class RoundsReportTest {
    private final Captured screen = new Captured();

    @Test
    void eachRoundIsARowAndLossesAreBelow() {
        var loss =
                new Account.Loss(
                        1, OptionalInt.of(4), "PERMANENT", "no\nway", "a.B.c(B.java:1)", "0");

        new RoundsReport(screen.terminal())
                .print(
                        List.of(
                                round(0, new Account.Tasks(1_000, 999, 1), List.of(loss)),
                                round(1, new Account.Tasks(10, 0, 0), List.of())));

        assertThat(screen.text())
                .isEqualTo(
                        """
                        round  tasks  done  lost  records  rejected  seconds of work
                            0  1,000   999     1   27,004         1             61.5
                            1     10     0     0   27,004         1             61.5
                        lost       in round 0, 1 task: PERMANENT: no\\u{a}way at a.B.c(B.java:1)
                        """);
    }

    @Test
    void outputsAreShownIfARoundHasSome() {
        RoundAccount plain = round(0, new Account.Tasks(10, 10, 0), List.of());
        var writing =
                new RoundAccount(
                        1,
                        plain.tasks(),
                        plain.balanced(),
                        plain.records(),
                        new OutputCount(12, 34_567),
                        plain.work(),
                        plain.losses());

        new RoundsReport(screen.terminal()).print(List.of(plain, writing));

        assertThat(screen.text())
                .isEqualTo(
                        """
                        round  tasks  done  lost  records  rejected  seconds of work  outputs  bytes of outputs
                            0     10    10     0   27,004         1             61.5        0                 0
                            1     10    10     0   27,004         1             61.5       12            34,567
                        """);
    }

    @Test
    void allRoundsAreShown() {
        new RoundsReport(screen.terminal())
                .print(
                        IntStream.range(0, 1_000)
                                .mapToObj(i -> round(i, new Account.Tasks(1, 1, 0), List.of()))
                                .toList());

        assertThat(screen.text()).hasLineCount(1_001).doesNotContain("more row");
    }

    @Test
    void beforeThePlanTheTableIsItsHeader() {
        new RoundsReport(screen.terminal()).print(List.of());

        assertThat(screen.text()).startsWith("round  tasks").hasLineCount(1);
    }

    private static RoundAccount round(int number, Account.Tasks tasks, List<Account.Loss> losses) {
        return new RoundAccount(
                number,
                tasks,
                losses.isEmpty(),
                new Records(27_004, 1, List.of()),
                OutputCount.NONE,
                Duration.ofMillis(61_500),
                losses);
    }
}
