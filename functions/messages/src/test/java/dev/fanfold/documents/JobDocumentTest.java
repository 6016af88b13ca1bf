package dev.fanfold.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.JobQueries.JobStatus;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.fold.CoverageSum;
import dev.fanfold.engine.fold.Ledger;
import dev.fanfold.engine.fold.LossGroup;
import dev.fanfold.engine.fold.Losses;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.outcome.TraceReference;
import dev.fanfold.workload.Coverage;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Plan.ItemIndex;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Records.Rejection;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The document of a job: its keys, their order, and its values for missing parts.
class JobDocumentTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final JobId ID = new JobId("00112233445566778899aabbccddeeff");
    private static final Pin PIN = new Pin(URI.create("file:/data/a.csv"), "", "e", 1_000);
    private static final Plan PLAN = Plan.bytes(PIN, 100, 300, Map.of());
    private static final Receipt RECEIPT =
            new Receipt(
                    Duration.ofMillis(1_900),
                    Duration.ofMillis(800),
                    3,
                    4,
                    9,
                    new BigDecimal("0.0000100"));
    private static final byte[] ANSWER =
            "{\"sum\":3300.10,\"mean\":1E+3}".getBytes(StandardCharsets.UTF_8);

    @Test
    void aSuccessHasExactlyTheseKeysInThisOrder() {
        Job job = finishing().answered(new Payload.Inline(ANSWER), true, NOW);
        var fold =
                fold(
                        TaskSet.range(0, 3),
                        Losses.NONE,
                        Coverage.of(100, 1_000, 900),
                        new Records(27, 0, List.of()));

        assertThat(JobDocument.of(Account.of(job, fold), RECEIPT, ANSWER))
                .isEqualTo(
                        """
                        {"job":{"id":"00112233445566778899aabbccddeeff","workload":"tabulate","state":"SUCCEEDED",\
                        "tasks":{"planned":3,"done":3,"lost":0},\
                        "ledger":{"balanced":true,"bytes":{"input":1000,"covered":1000},\
                        "records":{"read":27,"rejected":0},"repairs":0},\
                        "receipt":{"wallSeconds":1.9,"workerSeconds":0.8,"invocations":3,"messages":4,"writes":9,\
                        "usd":0.00001}},"result":{"sum":3300.10,"mean":1E+3}}\
                        """);
    }

    @Test
    void theVersionsThatDidItsTasksAreListedInBothDocuments() {
        Accumulator plain =
                fold(TaskSet.range(0, 3), Losses.NONE, Coverage.of(100, 1_000, 900), Records.NONE);
        var fold =
                new Accumulator(
                        plain.job(),
                        0,
                        plain.version(),
                        plain.planned(),
                        plain.epoch(),
                        plain.seal(),
                        plain.done(),
                        plain.losses(),
                        new Ledger(
                                plain.ledger().coverageSum(),
                                plain.ledger().records(),
                                800,
                                new TreeSet<>(List.of("2-rc", "1"))),
                        plain.value());

        assertThat(
                        List.of(
                                JobDocument.of(Account.of(finishing(), fold), RECEIPT, ANSWER),
                                StatusDocument.of(
                                        new JobStatus(finishing(), fold),
                                        NOW,
                                        Optional.empty(),
                                        Optional.empty())))
                .allMatch(document ->
                        document.contains("\"state\":\"FINISHING\",\"versions\":[\"1\",\"2-rc\"],")
                                || document.contains(",\"versions\":[\"1\",\"2-rc\"],\"tasks\""));
    }

    @Test
    void rejectedRecordsAreListedWithObjectOffsetAndReason() {
        Job job = finishing().answered(new Payload.Inline(ANSWER), true, NOW);
        var records =
                new Records(
                        27, 9, List.of(new Rejection("a.csv", 512, "delay is no number: \"n/a\"")));
        var fold = fold(TaskSet.range(0, 3), Losses.NONE, Coverage.of(100, 1_000, 900), records);

        assertThat(JobDocument.of(Account.of(job, fold), RECEIPT, ANSWER))
                .contains(
                        "\"rejected\":[{\"object\":\"a.csv\",\"offset\":512,\"reason\":\"delay is no number: \\\"n/a\\\"\"}]");
    }

    @Test
    void aPartialAnswerListsTheMissingSlicesAndItsReason() {
        Job job = finishing().answered(new Payload.Inline(ANSWER), false, NOW);
        var why = new Reason(Reason.Kind.EXHAUSTED, "disk on fire");
        var losses =
                new Losses(
                        Map.of(Reason.Kind.EXHAUSTED, TaskSet.of(1)),
                        new TreeMap<>(Map.of(1, why)));
        var fold = fold(TaskSet.of(0, 2), losses, Coverage.of(100, 400, 300), Records.read(18));

        String document = JobDocument.of(Account.of(job, fold), RECEIPT, ANSWER);

        assertThat(document)
                .contains("\"balanced\":false")
                .contains(
                        "\"missing\":[{\"task\":1,\"from\":400,\"to\":700,\"reason\":\"EXHAUSTED: disk on fire\"}]")
                .contains(
                        "\"error\":{\"kind\":\"LOST\",\"message\":\"1 of 3 tasks are lost, for example: disk on fire\"}");
    }

    @Test
    void anAnswerWithTooManyRejectedRecordsSaysSo() {
        var why = new Reason(Reason.Kind.INPUT, "2 of 4 records rejected, 10% allowed");
        Job job = finishing().rejected(new Payload.Inline(ANSWER), why, NOW);
        var records = new Records(4, 2, List.of());
        var whole = fold(TaskSet.range(0, 3), Losses.NONE, Coverage.of(100, 1_000, 900), records);
        var losses = new Losses(Map.of(Reason.Kind.HOPS, TaskSet.of(1)), new TreeMap<>());
        var parts = fold(TaskSet.of(0, 2), losses, Coverage.of(100, 400, 300), records);

        assertThat(JobDocument.of(Account.of(job, whole), RECEIPT, ANSWER))
                .contains("\"state\":\"PARTIAL\"", "\"balanced\":true")
                .contains(
                        "\"error\":{\"kind\":\"REJECTED\",\"message\":\"2 of 4 records rejected, 10% allowed\"}")
                .doesNotContain("\"missing\"")
                .endsWith("\"result\":" + new String(ANSWER, StandardCharsets.UTF_8) + "}");
        assertThat(Account.of(job, parts).problem())
                .hasValue(
                        new Account.Problem(
                                "LOST",
                                "1 of 3 tasks are lost; 2 of 4 records rejected, 10% allowed"));
    }

    @Test
    void lossesAreListedByWhatTheyThrewMostFirst() {
        Job job = finishing().answered(new Payload.Inline(ANSWER), false, NOW);
        var traceReference = new TraceReference("0123456789abcdef", "a.B.c(B.java:1)", "r", 0);
        var why = new Reason(Reason.Kind.EXHAUSTED, "disk on fire");
        var late = new Reason(Reason.Kind.DEADLINE, "late");
        var losses =
                new Losses(
                        Map.of(
                                Reason.Kind.EXHAUSTED,
                                TaskSet.of(1, 2),
                                Reason.Kind.DEADLINE,
                                TaskSet.of(0)),
                        new TreeMap<>(Map.of(0, late, 1, why)),
                        List.of(new LossGroup(traceReference, why, TaskSet.of(1, 2), 0)));
        Account account =
                Account.of(job, fold(TaskSet.NONE, losses, Coverage.NONE, Records.NONE))
                        .traced(
                                Optional.of(
                                        "java.io.IOException: disk on fire\n\tat a.B.c(B.java:1)"));

        assertThat(JobDocument.of(account, RECEIPT, null))
                .contains(
                        "\"losses\":[{\"tasks\":2,\"first\":1,\"kind\":\"EXHAUSTED\",\"text\":\"disk on fire\",\"at\":\"a.B.c(B.java:1)\",\"trace\":\"0123456789abcdef\"},{\"tasks\":1,\"first\":0,\"kind\":\"DEADLINE\",\"text\":\"late\"}],\"trace\":\"java.io.IOException: disk on fire\\n\\tat a.B.c(B.java:1)\"")
                .contains(
                        "{\"task\":2,\"from\":700,\"to\":1000,\"reason\":\"EXHAUSTED: as task 1: disk on fire\"}");
    }

    @Test
    void ofTracesThatAreNotKeptTheNumberIsListed() {
        var traceReference = new TraceReference("0123456789abcdef", "a.B.c(B.java:1)", "r", 0);
        var why = new Reason(Reason.Kind.EXHAUSTED, "disk on fire");
        var losses =
                new Losses(
                        Map.of(Reason.Kind.EXHAUSTED, TaskSet.range(0, 900)),
                        new TreeMap<>(Map.of(0, why)),
                        List.of(new LossGroup(traceReference, why, TaskSet.range(0, 200), 600)));

        assertThat(LossList.of(losses))
                .extracting(Account.Loss::tasks, Account.Loss::first, Account.Loss::text)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                800, java.util.OptionalInt.of(0), "disk on fire"),
                        org.assertj.core.groups.Tuple.tuple(
                                100, java.util.OptionalInt.empty(), ""));
    }

    @Test
    void aFailureBeforeThePlanHasAnErrorAndNoResult() {
        Job job = accepted().failed(new Reason(Reason.Kind.INPUT, "no column dealy"), NOW);

        assertThat(JobDocument.of(Account.of(job, null), RECEIPT, null))
                .contains("\"tasks\":{\"planned\":0,\"done\":0,\"lost\":0}")
                .contains("\"error\":{\"kind\":\"INPUT\",\"message\":\"no column dealy\"}}")
                .endsWith("\"result\":null}");
    }

    @Test
    void whatNobodyReportedIsMissingTooAndSaysSo() {
        Job job = finishing().cancelled(NOW);

        Account account = Account.of(job, null);

        assertThat(account.missing())
                .hasSize(3)
                .last()
                .isEqualTo(new Account.Missing(2, 700, 1_000, "not reported"));
        assertThat(account.problem())
                .hasValue(new Account.Problem("CANCELLED", "it was cancelled"));
    }

    @Test
    void nothingIsCalledMissingWhileTheJobRuns() {
        assertThat(Account.of(finishing(), null).missing()).isEmpty();
    }

    @Test
    void itemsCountTheBytesTheyLieIn() {
        var items =
                new Plan.Items(
                        PIN, 30, 10, new ItemIndex(new long[] {3, 400, 700}), new TreeMap<>());
        Job job = accepted().planned(items, NOW);
        var fold = fold(TaskSet.of(0, 2), Losses.NONE, Coverage.of(0, 10, 10), Records.read(20));

        assertThat(Account.of(job, fold).bytes()).isEqualTo(new Account.Bytes(1_000, 700));
    }

    @Test
    void theAnswerKeepsEveryCharacter() {
        String answer = "{\"key\":\"Zürich 漢 \uD83D\uDE00\"}";

        assertThat(
                        JobDocument.of(
                                Account.of(accepted(), null),
                                RECEIPT,
                                answer.getBytes(StandardCharsets.UTF_8)))
                .endsWith(",\"result\":" + answer + "}");
    }

    @Test
    void smallAmountsHaveNoExponent() {
        var small =
                new Receipt(Duration.ZERO, Duration.ofMinutes(2), 0, 0, 0, new BigDecimal("1E-9"));

        assertThat(JobDocument.of(Account.of(accepted(), null), small, null))
                .contains("\"wallSeconds\":0,\"workerSeconds\":120,")
                .contains("\"usd\":0.000000001}");
    }

    private static Job accepted() {
        var request =
                new JobRequest(
                        "tabulate",
                        JobSettings.of(Map.of()),
                        JobOptions.DEFAULT,
                        PIN.uri(),
                        "me",
                        0);
        return Job.accepted(ID, request, PIN, NOW);
    }

    private static Job finishing() {
        return accepted().planned(PLAN, NOW).sent(NOW).folded(NOW);
    }

    private static Accumulator fold(
            TaskSet done, Losses losses, Coverage coverage, Records records) {
        CoverageSum coverageSum = CoverageSum.NOTHING.plus(coverage);
        return new Accumulator(
                ID,
                0,
                1,
                3,
                0,
                null,
                done,
                losses,
                new Ledger(coverageSum, records, 800),
                new Payload.Inline(new byte[0]));
    }
}
