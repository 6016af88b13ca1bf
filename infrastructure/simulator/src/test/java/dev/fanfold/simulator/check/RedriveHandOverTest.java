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
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.simulator.service.Objects;
import dev.fanfold.simulator.work.Behaviour;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Source;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The promises about a redrive that starts a further round. Each is broken here by one write; the
/// planted defects break them in whole runs.
class RedriveHandOverTest {
    private static final JobId ID = new JobId("0".repeat(32));
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Plan NO_TASKS = Plan.numbers(0, 0, 1);

    private final Set<String> broken = new TreeSet<>();
    private final Results results = new Results(new Objects(), "results", this::violated);
    private final JobWitness witness =
            new JobWitness(
                    (job, earlier) -> program(job, earlier),
                    results,
                    _ -> _ -> Behaviour.SOUND,
                    Set.of(),
                    false,
                    true,
                    this::violated);
    private boolean mends = true;
    private Accumulator folded = Accumulator.empty(ID, 0, 0, 0, new byte[Long.BYTES]);

    @Test
    void aFurtherRoundFollowsAnAnswer() {
        Job job = succeeded();
        assertThat(witness.hasRoundToRedrive()).isTrue();

        row(redriven(job, "again"));

        assertThat(broken).isEmpty();
        assertThat(witness.hasRoundToRedrive()).isFalse();
    }

    @Test
    void anotherInputThanThePlainProgramsIsFound() {
        row(redriven(succeeded(), "others"));
        assertThat(broken).containsExactly("I15");
    }

    @Test
    void aRoundThatThePlainProgramDoesNotStartIsFound() {
        mends = false;
        Job job = succeeded();
        assertThat(witness.hasRoundToRedrive()).isFalse();
        row(redriven(job, "again"));
        assertThat(broken).containsExactly("I15");
    }

    @Test
    void wrongTotalsAreFound() {
        Job job = succeeded();
        var more = new Totals(0, 0, Records.read(1), 0, Collections.emptySortedSet());
        JobRound next = job.round().next(inline("again"), null, more);
        row(job.redrivenInRound(next, START));
        assertThat(broken).containsExactly("I15");
    }

    @Test
    void aRoundOfAFailedJobIsFound() {
        Job running = running();
        row(running.failed(new Reason(Reason.Kind.DEADLINE, "late"), START));
        broken.clear(); // the deadline has not passed
        row(redriven(running.folded(START).answered(inline("{}"), true, START), "again"));
        assertThat(broken).contains("I15");
    }

    @Test
    void aDeadlineThatIsKeptIsFound() {
        Job succeeded = succeeded();
        JobRound next = redriven(succeeded, "again").round();
        Job once = succeeded.redrivenInRound(next, START.plusSeconds(9));
        row(with(next, null, once.with(succeeded.progress(), once.changed()), once.version()));
        assertThat(broken).containsExactly("I15");
    }

    @Test
    void aRoundThatIsStartedTwiceIsFound() {
        Job once = redriven(succeeded(), "again");
        row(once);
        row(with(once.round().next(inline("again"), null, once.round().earlier()), null, once));
        assertThat(broken).containsExactly("I15");
    }

    @Test
    void anotherInputOfASecondCallerIsFound() {
        Job once = redriven(succeeded(), "again");
        row(once);
        JobRound other = new JobRound(1, inline("again "), null, once.round().earlier());
        row(with(other, null, once));
        assertThat(broken).containsExactly("I15");
    }

    @Test
    void anAnswerThatIsKeptIsFound() {
        Job once = redriven(succeeded(), "again");
        row(with(once.round(), inline("{}"), once, once.version()));
        assertThat(broken).containsExactly("I5");
    }

    @Test
    void aRoundThatFailsByTheDeadlineOfTheRoundBeforeIsFound() {
        Job once = redriven(succeeded(), "again");
        row(once);
        Reason late = new Reason(Reason.Kind.DEADLINE, "of the round before");
        row(once.failed(late, START));
        assertThat(broken).containsExactly("I6");
    }

    private Job running() {
        var request =
                new JobRequest(
                        "zeros", JobSettings.of(Map.of()), JobOptions.DEFAULT, null, "me", 0);
        Job accepted = Job.accepted(ID, request, null, START);
        row(accepted);
        witness.folded(folded, START);
        Job planned = accepted.planned(NO_TASKS, START);
        row(planned);
        Job sent = planned.sent(START);
        row(sent);
        folded = folded.sealed(new Seal.Complete());
        witness.folded(folded, START);
        return sent;
    }

    private Job succeeded() {
        Job finishing = running().folded(START);
        row(finishing);
        var stored = new Objects.Stored("", "", "{}".getBytes(StandardCharsets.UTF_8));
        results.put("results", "results/" + ID + "/0/result.json", stored, true);
        Job succeeded = finishing.answered(inline("{}"), true, START);
        row(succeeded);
        assertThat(broken).isEmpty();
        return succeeded;
    }

    private Job redriven(Job job, String input) {
        return job.redrivenInRound(
                job.round().next(inline(input), null, job.round().totals(folded)), START);
    }

    private static Payload inline(String input) {
        return new Payload.Inline(input.getBytes(StandardCharsets.UTF_8));
    }

    private static Job with(JobRound round, @Nullable Payload result, Job job) {
        return with(round, result, job, job.version() + 1);
    }

    private static Job with(JobRound round, @Nullable Payload result, Job job, long version) {
        return new Job(
                job.id(),
                version,
                job.request(),
                null,
                job.created(),
                job.changed(),
                State.ACCEPTED,
                round,
                0,
                null,
                job.progress(),
                null,
                null,
                result);
    }

    private void row(Job job) {
        witness.row(job, START);
    }

    private void violated(String invariant, String what) {
        broken.add(invariant);
    }

    private SequentialRun<?> program(Job job, Earlier earlier) {
        var zeros = new Zeros(mends);
        return new SequentialRun<>(
                new SequentialRun.Opened<>(zeros, zeros), job, new NoSource(), "", earlier);
    }

    /// A job without tasks that has an answer after each round.
    private record Zeros(boolean mends) implements Summing {
        @Override
        public Definition definition() {
            return Definition.of("zeros", "Has no tasks.");
        }

        @Override
        public Plan plan(Planning job) {
            return NO_TASKS;
        }

        @Override
        public TaskResult<Long> work(Task task) {
            throw new UnsupportedOperationException("task " + task);
        }

        @Override
        public Finished finish(Long total, Finishing job) {
            return Finished.done("{}");
        }

        @Override
        public Optional<Finished.Next> redrive(Long total, Finishing job) {
            return mends ? Optional.of(new Finished.Next("again")) : Optional.empty();
        }
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
