package dev.fanfold.simulator.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.fold.Seal;
import dev.fanfold.engine.fold.Totals;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.JobRound;
import dev.fanfold.engine.job.Progress;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.simulator.service.Objects;
import dev.fanfold.simulator.work.Behaviour;
import dev.fanfold.simulator.work.Files;
import dev.fanfold.simulator.work.NumberSums;
import dev.fanfold.simulator.work.Rounds;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Source;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The promises between rounds, I15 and I16. Each is broken here by one write; the planted defects
/// break them in whole runs.
class HandOverTest {
    private static final NumberSums SUMS = new NumberSums();
    private static final JobId ID = new JobId("0".repeat(32));
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Plan NO_TASKS = Plan.numbers(0, 0, 1);
    private static final String INPUT =
            "{\"from\":{\"count\":0,\"sum\":0,\"carried\":0,\"lost\":0},\"note\":\"\"}";

    private final Set<String> broken = new TreeSet<>();
    private final JobWitness witness =
            new JobWitness(
                    (job, earlier) -> program(job, earlier),
                    new Results(new Objects(), "results", this::violated),
                    _ -> _ -> Behaviour.SOUND,
                    Set.of(),
                    false,
                    true,
                    this::violated);
    private Accumulator folded = Accumulator.empty(ID, 0, 0, 0, SUMS.codec().encode(SUMS.empty()));

    @Test
    void aRoundFollowsACompleteFold() {
        Job next = next(finishing("no"), INPUT, null);
        row(next);
        row(next.planned(NO_TASKS, START));

        assertThat(broken).isEmpty();
    }

    @Test
    void anInputMayDifferInBlanksOnly() {
        row(next(finishing("no"), INPUT + "  ", null));
        assertThat(broken).isEmpty();
    }

    @Test
    void anotherInputThanThePlainProgramsIsFound() {
        row(next(finishing("no"), "{}", null));
        assertThat(broken).containsExactly("I15");
    }

    @Test
    void aRoundThatIsSkippedIsFound() {
        Job next = next(finishing("no"), INPUT, null);
        row(in(new JobRound(2, next.round().input(), null, Totals.NONE), 0, next));
        assertThat(broken).containsExactly("I15");
    }

    @Test
    void anEpochThatIsKeptIsFound() {
        Job next = next(finishing("no"), INPUT, null);
        row(in(next.round(), 1, next));
        assertThat(broken).containsExactly("I15");
    }

    @Test
    void aDeadlineThatMovesIsFound() {
        Job next = next(finishing("no"), INPUT, null);
        Instant later = START.plusSeconds(1);
        var progress = new Progress(later, 0, later, 0, 0, null);
        row(with(next.round(), 0, progress, next));
        assertThat(broken).containsExactly("I15");
    }

    @Test
    void wrongTotalsOfEarlierRoundsAreFound() {
        Job next = next(finishing("no"), INPUT, null);
        var more = new Totals(1, 0, Records.NONE, 0, Collections.emptySortedSet());
        row(in(new JobRound(1, next.round().input(), null, more), 0, next));
        assertThat(broken).containsExactly("I15");
    }

    @Test
    void aHandOverFromAnOpenFoldIsFound() {
        Job finishing = toFinishing("no", null);
        row(next(finishing, INPUT, null));
        assertThat(broken).containsExactly("I15");
    }

    @Test
    void aWaitThatNobodyAskedForIsFound() {
        row(next(finishing("no"), INPUT, START.plusSeconds(9)));
        assertThat(broken).containsExactly("I15");
    }

    @Test
    void aRoundIsPlannedNotBeforeItsTimeByTheClockThatIsMostAhead() {
        Instant notBefore = START.plusSeconds(60);
        Job next = next(finishing("yes"), INPUT, notBefore);
        row(next);
        Job planned = next.planned(NO_TASKS, notBefore);

        witness.row(planned, notBefore.minusSeconds(5));
        assertThat(broken).isEmpty();
    }

    @Test
    void aRoundThatIsPlannedTooEarlyIsFound() {
        Instant notBefore = START.plusSeconds(60);
        Job next = next(finishing("yes"), INPUT, notBefore);
        row(next);
        Job planned = next.planned(NO_TASKS, notBefore);

        witness.row(planned, notBefore.minusSeconds(5).minusMillis(1));
        assertThat(broken).containsExactly("I15");
    }

    @Test
    void anInputThatIsOverwrittenIsFound() {
        Job next = next(finishing("no"), INPUT, null);
        row(next);
        Job later = next.with(next.progress(), START);
        row(in(new JobRound(1, inline(INPUT + " "), null, next.round().earlier()), 0, later));
        assertThat(broken).containsExactly("I15");
    }

    @Test
    void anotherPlanThanThePlainProgramsIsFound() {
        Job next = next(finishing("no"), INPUT, null);
        row(next);
        row(next.planned(Plan.numbers(0, 1, 1), START));
        assertThat(broken).containsExactly("I15");
    }

    @Test
    void aFoldOfTheRoundBeforeIsFound() {
        row(next(finishing("no"), INPUT, null));
        witness.folded(folded.sealed(new Seal.Complete()), START);
        assertThat(broken).containsExactly("I16");
    }

    private Job finishing(String wait) {
        return toFinishing(wait, new Seal.Complete());
    }

    private Job toFinishing(String wait, @Nullable Seal seal) {
        Map<String, String> settings =
                Map.of(
                        "tasks",
                        "0",
                        NumberSums.CARRY,
                        "0",
                        Rounds.ROUNDS,
                        "3",
                        Rounds.WAIT,
                        wait,
                        Files.FILES,
                        "no",
                        Rounds.NOTE,
                        "0");
        var request =
                new JobRequest("sums", JobSettings.of(settings), JobOptions.DEFAULT, null, "me", 0);
        Job accepted = Job.accepted(ID, request, null, START);
        row(accepted);
        witness.folded(folded, START);
        Job planned = accepted.planned(NO_TASKS, START);
        row(planned);
        Job sent = planned.sent(START);
        row(sent);
        if (seal != null) {
            folded = folded.sealed(seal);
            witness.folded(folded, START);
        }
        Job finishing = sent.folded(START);
        row(finishing);
        assertThat(broken).isEmpty();
        return finishing;
    }

    private Job next(Job finishing, String input, @Nullable Instant notBefore) {
        Totals totals = finishing.round().totals(folded);
        return finishing.inNextRound(
                finishing.round().next(inline(input), notBefore, totals), START);
    }

    private static Payload inline(String input) {
        return new Payload.Inline(input.getBytes(StandardCharsets.UTF_8));
    }

    private static Job in(JobRound round, int epoch, Job job) {
        return with(round, epoch, job.progress(), job);
    }

    private static Job with(JobRound round, int epoch, Progress progress, Job job) {
        return new Job(
                job.id(),
                job.version(),
                job.request(),
                null,
                job.created(),
                job.changed(),
                State.ACCEPTED,
                round,
                epoch,
                null,
                progress,
                null,
                null,
                null);
    }

    private void row(Job job) {
        witness.row(job, START);
    }

    private void violated(String invariant, String what) {
        broken.add(invariant);
    }

    private static SequentialRun<?> program(Job job, Earlier earlier) {
        String input =
                job.round().input() instanceof Payload.Inline here
                        ? new String(here.bytes(), StandardCharsets.UTF_8)
                        : "";
        return new SequentialRun<>(
                new SequentialRun.Opened<>(SUMS, SUMS), job, new NoSource(), input, earlier);
    }

    /// The jobs here read no input.
    private static final class NoSource implements Source {
        @Override
        public String scheme() {
            return "none";
        }

        @Override
        public Pin pin(URI uri) {
            throw new UnsupportedOperationException("pin " + uri);
        }

        @Override
        public InputStream open(Pin pin, long from, long to) {
            throw new UnsupportedOperationException("open " + pin);
        }
    }
}
