package dev.fanfold.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.documents.Account;
import dev.fanfold.documents.Receipt;
import dev.fanfold.engine.JobQueries;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.job.Job;
import dev.fanfold.workload.JobSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// The report of a job as text, and its limit.
class RunReportTest {
    private static final Duration WALL = Duration.ofSeconds(10);
    private static final Receipt RECEIPT =
            new Receipt(
                    Duration.ofMillis(1_900),
                    Duration.ofMillis(800),
                    3,
                    1,
                    9,
                    new BigDecimal("0.00001"));

    @Test
    void theLedgerSaysWhatIsMissingAndTheReceiptWhatItTook() {
        var screen = new Captured();

        new RunReport(screen.terminal()).print(Samples.partial(), RECEIPT, "few tasks");

        assertThat(screen.text())
                .isEqualTo(
                        """
                        partial    tabulate, job 0123456789abcdef0123456789abcdef
                        ledger     NOT balanced: 3 of 4 tasks (1 lost), 3,000 of 4,000 bytes, 27,004 records read, 1 rejected, 1 repair
                        rejected   flights.csv at byte 1,234: "x" is no number
                        missing    task 2, 2,000 to 3,000: EXHAUSTED: disk\\u{a}on fire
                        receipt    1.9 s wall, 0.8 s of work, 3 invocations, 1 message, 9 writes
                        price      $0.00001 is what AWS would have charged
                        limit      few tasks
                        """);
    }

    @Test
    void theLedgerCountsOutputs() {
        var screen = new Captured();

        new RunReport(screen.terminal()).print(Samples.outputs(12, 34_567), RECEIPT, "few tasks");
        new RunReport(screen.terminal()).print(Samples.outputs(1, 1), RECEIPT, "few tasks");

        assertThat(screen.text())
                .contains(
                        ", 1 rejected, 12 outputs of 34,567 bytes, 1 repair\n",
                        ", 1 rejected, 1 output of 1 byte, 1 repair\n");
    }

    @Test
    void theLimitOfTheConcurrencyAndItsOverrunsAreReported() {
        var screen = new Captured();

        new RunReport(screen.terminal()).print(Samples.window(4, 0), RECEIPT, "few tasks");
        new RunReport(screen.terminal()).print(Samples.window(1, 2), RECEIPT, "few tasks");

        assertThat(screen.text())
                .contains(
                        "window     at most 4 tasks in parallel\n",
                        "window     at most 1 task in parallel; up to 2 more, because messages were"
                                + " delivered or sent again\n");
    }

    @Test
    void tasksThatRanOnMoreThanOneVersionAreReported() {
        var screen = new Captured();

        new RunReport(screen.terminal()).print(Samples.versions("1", "2-rc"), RECEIPT, "few tasks");

        assertThat(screen.text())
                .contains(
                        "versions   2 of tabulate: 1, 2-rc; tasks ran before and after a deployment\n");
    }

    @Test
    void lossesAreGroupedByWhatWasThrownAndTheFirstTraceIsWhole() {
        var screen = new Captured();
        var losses =
                List.of(
                        new Account.Loss(
                                3_700,
                                OptionalInt.of(4),
                                "EXHAUSTED",
                                "java.io.IOException: no\nway",
                                "com.acme.Foo.work(Foo.java:12)",
                                "0123456789abcdef"),
                        new Account.Loss(2, OptionalInt.empty(), "EXHAUSTED", "", "", ""),
                        new Account.Loss(1, OptionalInt.of(9), "DEADLINE", "too late", "", ""));

        new RunReport(screen.terminal())
                .print(
                        Samples.lost(
                                losses,
                                "java.io.IOException: no\n\tat com.acme.Foo.work(Foo.java:12)"),
                        RECEIPT,
                        "few tasks");

        assertThat(screen.text())
                .contains(
                        """
                        lost       3,700 tasks: EXHAUSTED: java.io.IOException: no\\u{a}way at com.acme.Foo.work(Foo.java:12)
                        lost       2 tasks: EXHAUSTED
                        lost       1 task: DEADLINE: too late
                        trace      java.io.IOException: no
                                       at com.acme.Foo.work(Foo.java:12)
                        receipt    1.9 s wall\
                        """);
    }

    @Test
    void theLedgerOfARunningJobIsMarkedAsSoFar() {
        var screen = new Captured();
        var request =
                new JobRequest("noop", JobSettings.of(Map.of()), JobOptions.DEFAULT, null, "me", 0);
        Job job = Job.accepted(Samples.ID, request, null, Instant.EPOCH);

        new RunReport(screen.terminal())
                .print(
                        new JobQueries.JobStatus(job, null),
                        Instant.EPOCH,
                        Optional.empty(),
                        Optional.of("5 of 9 items"));

        assertThat(screen.text())
                .contains("progress   0 of 0 tasks (0 %)\n           5 of 9 items\n")
                .contains("ledger     so far: 0 of 0 tasks")
                .doesNotContain("NOT balanced");
    }

    @Test
    void busyProcessorsAreTheFirstLimitThatIsLookedAt() {
        assertThat(new Bottleneck(WALL, Duration.ofSeconds(19), 2, 0.95, 8, 100, 3).sentence())
                .isEqualTo("CPU: 1.9 of 2 cores busy");
    }

    @Test
    void busyEnvironmentsAreALimitOnlyIfThereIsMoreToDo() {
        assertThat(new Bottleneck(WALL, WALL, 2, 0.95, 8, 100, 0).sentence())
                .isEqualTo(
                        "workers: all 8 environments busy 95 % of the time; --workers starts more");
        assertThat(new Bottleneck(WALL, WALL, 2, 0.95, 8, 8, 0).sentence())
                .startsWith("few tasks: 8 for 8 environments");
    }

    @Test
    void attemptsThatWaitAreALimitWhenNothingElseIsBusy() {
        assertThat(new Bottleneck(WALL, WALL, 2, 0.1, 8, 100, 3).sentence())
                .startsWith("waiting: 3 tasks were requeued");
        assertThat(new Bottleneck(WALL, WALL, 2, 0.1, 8, 100, 0).sentence())
                .isEqualTo(
                        "latency between functions: 1.0 of 2 cores and 10 % of the environments busy");
        assertThat(new Bottleneck(Duration.ZERO, WALL, 2, 0, 0, 0, 0).sentence())
                .startsWith("latency");
    }
}
