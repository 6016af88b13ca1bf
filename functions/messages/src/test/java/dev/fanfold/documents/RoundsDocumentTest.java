package dev.fanfold.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.JobQueries.JobStatus;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.fold.CoverageSum;
import dev.fanfold.engine.fold.Ledger;
import dev.fanfold.engine.fold.Losses;
import dev.fanfold.engine.fold.OutputCount;
import dev.fanfold.engine.fold.Seal;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.messages.Fields;
import dev.fanfold.messages.Json;
import dev.fanfold.workload.Coverage;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Records;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The documents of jobs that have had several rounds.
class RoundsDocumentTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(90);
    private static final JobId ID = new JobId("00112233445566778899aabbccddeeff");
    private static final Pin PIN = new Pin(URI.create("file:/data/a.csv"), "", "e", 1_000);
    private static final Plan BYTES = Plan.bytes(PIN, 0, 250, Map.of());
    private static final Plan NUMBERS = Plan.numbers(0, 30, 10);
    private static final Payload NOTHING = new Payload.Inline(new byte[0]);

    @Test
    void aJobOfOneRoundHasNoRound() {
        Job job = finishing(accepted(), BYTES);

        assertThat(Account.of(job, whole(0, 4, 1_000)).round()).isEmpty();
        assertThat(status(job, whole(0, 4, 1_000))).doesNotContain("round");
    }

    @Test
    void tasksAndRecordsCountAllRoundsAndTheRoundItsOwn() {
        Job job = finishing(second(null, whole(0, 4, 1_000)), NUMBERS);

        Account account = Account.of(job, fold(1, 3, TaskSet.of(0, 1), Losses.NONE, 20));

        assertThat(account.tasks()).isEqualTo(new Account.Tasks(7, 6, 0));
        assertThat(account.round())
                .hasValue(new Account.Round(1, new Account.Tasks(3, 2, 0), Optional.empty()));
        assertThat(account.records()).isEqualTo(Records.read(18));
        assertThat(account.balanced()).isFalse();
        assertThat(Account.of(job, whole(1, 3, 30)).balanced()).isTrue();
        assertThat(status(job, whole(1, 3, 30)))
                .contains(
                        "\"tasks\":{\"planned\":7,\"done\":7,\"lost\":0},\"round\":{\"number\":1,\"tasks\":{\"planned\":3,\"done\":3,\"lost\":0}},\"progress\"")
                .contains("\"workerSeconds\":1.6}");
    }

    @Test
    void aWaitingRoundHasItsTimeAndNoTasksYet() {
        Job job = second(LATER, whole(0, 4, 1_000));

        assertThat(Account.of(job, null).round())
                .hasValue(new Account.Round(1, new Account.Tasks(0, 0, 0), Optional.of(LATER)));
        assertThat(Account.of(job, null).tasks()).isEqualTo(new Account.Tasks(4, 4, 0));
        assertThat(status(job, null)).contains("\"notBefore\":\"2026-01-01T00:01:30Z\"");
        assertThat(Account.of(job.planned(NUMBERS, LATER), null).round().orElseThrow().notBefore())
                .isEmpty();
        assertThat(Account.of(job.cancelled(NOW), null).round().orElseThrow().notBefore())
                .isEmpty();
    }

    @Test
    void aFurtherRoundThatReadsNoInputHasNoBytes() {
        Job waiting = second(null, whole(0, 4, 1_000));

        assertThat(Account.of(waiting, null).bytes()).isEqualTo(new Account.Bytes(0, 0));
        assertThat(Account.of(finishing(waiting, NUMBERS), whole(1, 3, 30)).bytes())
                .isEqualTo(new Account.Bytes(0, 0));
        assertThat(Account.of(finishing(waiting, BYTES), whole(1, 4, 1_000)).bytes())
                .isEqualTo(new Account.Bytes(1_000, 1_000));
    }

    @Test
    void aLossOfAnEarlierRoundKeepsTheJobFromItsBalance() {
        Job job = finishing(second(null, lossy()), NUMBERS).answered(NOTHING, false, NOW);

        Account account = Account.of(job, whole(1, 3, 30));

        assertThat(account.balanced()).isFalse();
        assertThat(account.tasks()).isEqualTo(new Account.Tasks(7, 6, 1));
        assertThat(account.problem())
                .hasValue(new Account.Problem("LOST", "1 of 7 tasks are lost"));
    }

    @Test
    void theReasonOfALossIsAnExampleAmongTheLossesOfAllRounds() {
        Job job = finishing(second(null, lossy()), NUMBERS).answered(NOTHING, false, NOW);
        var losses =
                new Losses(
                        Map.of(Reason.Kind.EXHAUSTED, TaskSet.of(2)),
                        new TreeMap<>(Map.of(2, new Reason(Reason.Kind.EXHAUSTED, "disk full"))));

        assertThat(Account.of(job, fold(1, 3, TaskSet.of(0, 1), losses, 20)).problem())
                .hasValue(
                        new Account.Problem(
                                "LOST", "2 of 7 tasks are lost, for example: disk full"));
    }

    @Test
    void eachRoundHasItsLedgerAndItsLosses() {
        Job job = finishing(second(null, lossy()), NUMBERS);
        List<RoundAccount> rounds =
                List.of(
                        RoundAccount.of(job, lossy()),
                        RoundAccount.of(job, fold(1, 3, TaskSet.of(0), Losses.NONE, 10)));

        Fields document = Json.read("rounds", RoundsDocument.of(rounds, OptionalInt.of(1)));

        assertThat(document.number("next")).isEqualTo(1);
        assertThat(RoundsDocument.of(rounds.subList(0, 1), OptionalInt.empty()))
                .isEqualTo(
                        """
                        {"rounds":[{"number":0,"tasks":{"planned":4,"done":3,"lost":1},"balanced":false,\
                        "records":{"read":9,"rejected":0},"workerSeconds":0.8,\
                        "losses":[{"tasks":1,"first":1,"kind":"HOPS","text":"too many"}]}]}\
                        """);
        assertThat(RoundsDocument.of(List.of(), OptionalInt.empty())).isEqualTo("{\"rounds\":[]}");
    }

    @Test
    void anEarlierRoundIsBalancedIfItWasSealedWithoutLosses() {
        Job job = finishing(second(null, whole(0, 4, 1_000)), NUMBERS);

        assertThat(RoundAccount.of(job, whole(0, 4, 1_000).sealed(new Seal.Complete())).balanced())
                .isTrue();
        assertThat(RoundAccount.of(job, whole(1, 3, 30)).balanced()).isTrue();
        assertThat(RoundAccount.of(job, fold(1, 3, TaskSet.of(0), Losses.NONE, 10)).balanced())
                .isFalse();
    }

    @Test
    void theProgressHasTheWordsOfTheWorkloadIfItSaysSome() {
        var status = new JobStatus(finishing(accepted(), BYTES), whole(0, 4, 1_000));
        Optional<String> none = Optional.empty();

        assertThat(StatusDocument.of(status, NOW, none, Optional.of("5 of \"9\" items")))
                .containsPattern("\"progress\":\\{[^}]*\"text\":\"5 of \\\\\"9\\\\\" items\"}");
        assertThat(StatusDocument.of(status, NOW, none, none)).doesNotContain("\"text\"");
    }

    @Test
    void outputsCountAllRoundsAndARoundItsOwn() {
        Accumulator first = writing(whole(0, 4, 1_000), new OutputCount(12, 34_567));
        Accumulator second = writing(whole(1, 3, 30), new OutputCount(2, 0));
        Job job = finishing(second(null, first), NUMBERS);

        assertThat(Account.of(job, second).outputs()).isEqualTo(new OutputCount(14, 34_567));
        assertThat(List.of(status(job, second), result(job, second)))
                .allMatch(document ->
                        document.contains(
                                "\"rejected\":0},\"outputs\":{\"count\":14,\"bytes\":34567},\"repairs\":0"));
        assertThat(
                        RoundsDocument.of(
                                List.of(RoundAccount.of(job, first), RoundAccount.of(job, second)),
                                OptionalInt.empty()))
                .contains(
                        "\"rejected\":0},\"outputs\":{\"count\":12,\"bytes\":34567},\"workerSeconds\"",
                        "\"rejected\":0},\"outputs\":{\"count\":2,\"bytes\":0},\"workerSeconds\"");
    }

    @Test
    void aJobWithoutOutputsHasNoSuchMember() {
        Job job = finishing(accepted(), BYTES);
        Accumulator fold = whole(0, 4, 1_000);

        assertThat(Account.of(job, fold).outputs()).isEqualTo(OutputCount.NONE);
        assertThat(status(job, fold) + result(job, fold)).doesNotContain("outputs");
        assertThat(RoundsDocument.of(List.of(RoundAccount.of(job, fold)), OptionalInt.empty()))
                .doesNotContain("outputs");
    }

    private static String result(Job job, Accumulator fold) {
        var receipt = new Receipt(Duration.ZERO, Duration.ZERO, 0, 0, 0, BigDecimal.ZERO);
        return JobDocument.of(Account.of(job, fold), receipt, null);
    }

    private static Accumulator writing(Accumulator fold, OutputCount outputs) {
        Ledger ledger = fold.ledger();
        return new Accumulator(
                fold.job(),
                fold.round(),
                fold.version(),
                fold.planned(),
                fold.epoch(),
                fold.seal(),
                fold.done(),
                fold.losses(),
                new Ledger(
                        ledger.coverageSum(),
                        ledger.records(),
                        ledger.workMillis(),
                        ledger.versions(),
                        outputs),
                fold.value());
    }

    private static String status(Job job, @Nullable Accumulator fold) {
        return StatusDocument.of(
                new JobStatus(job, fold), NOW.plusSeconds(2), Optional.empty(), Optional.empty());
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

    private static Job finishing(Job accepted, Plan plan) {
        return accepted.planned(plan, NOW).sent(NOW).folded(NOW);
    }

    private static Job second(@Nullable Instant notBefore, Accumulator first) {
        Job finishing = finishing(accepted(), BYTES);
        return finishing.inNextRound(
                finishing.round().next(NOTHING, notBefore, finishing.round().totals(first)), NOW);
    }

    private static Accumulator lossy() {
        var losses =
                new Losses(
                        Map.of(Reason.Kind.HOPS, TaskSet.of(1)),
                        new TreeMap<>(Map.of(1, new Reason(Reason.Kind.HOPS, "too many"))));
        return fold(0, 4, TaskSet.of(0, 2, 3), losses, 750).sealed(new Seal.Complete());
    }

    private static Accumulator whole(int round, int tasks, long units) {
        return fold(round, tasks, TaskSet.range(0, tasks), Losses.NONE, units);
    }

    private static Accumulator fold(int round, int tasks, TaskSet done, Losses losses, long units) {
        CoverageSum coverageSum = CoverageSum.NOTHING.plus(Coverage.of(0, units, units));
        return new Accumulator(
                ID,
                round,
                1,
                tasks,
                0,
                null,
                done,
                losses,
                new Ledger(coverageSum, Records.read(9), 800),
                NOTHING);
    }
}
