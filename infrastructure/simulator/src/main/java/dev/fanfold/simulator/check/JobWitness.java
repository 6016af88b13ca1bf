package dev.fanfold.simulator.check;

import static java.util.Objects.requireNonNull;

import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.fold.Seal;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.simulator.work.Behaviour;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Observes one job. It checks each write of the row and of the accumulator against the one before
/// and against the sequential run.
final class JobWitness {
    // The keeper runs once a minute, if its schedule fires.
    private static final Duration LATEST = Duration.ofMinutes(20);
    private static final Duration SETTLING = Duration.ofMinutes(1);
    private final Function<Job, SequentialRun<?>> program;
    private final Results results;
    private final IntFunction<Behaviour> behaviour;
    private final boolean mayFreeze;
    private final boolean isKept;
    private final Promises promises;
    final Evidence evidence = new Evidence();
    private final EndCheck endCheck;
    private final Set<Integer> ended = new HashSet<>();
    private @Nullable SequentialRun<?> sequentialRun;
    private @Nullable Job job;
    private @Nullable Accumulator accumulator;
    private TaskSet doneAtReopening = TaskSet.NONE;
    private Instant begun = Instant.MIN;
    private Instant finishing = Instant.MIN;
    private @Nullable Instant over;

    JobWitness(
            Function<Job, SequentialRun<?>> program,
            Results results,
            IntFunction<Behaviour> behaviour,
            Set<String> gone,
            boolean mayFreeze,
            boolean isKept,
            Promises promises) {
        this.program = program;
        this.results = results;
        this.behaviour = behaviour;
        this.mayFreeze = mayFreeze;
        this.isKept = isKept;
        this.promises = promises;
        this.endCheck = new EndCheck(program, results, behaviour, gone, evidence, promises);
    }

    @Nullable Job job() {
        return job;
    }

    boolean isOpen() {
        return job != null && job.isOpen();
    }

    /// When the job ended, null while it is open.
    @Nullable Instant over() {
        return over;
    }

    // A function that settles a job sends the finish message first and writes the row afterwards.
    // Another function may do the same concurrently.
    boolean isSettling(Instant at) {
        return job == null
                || job.state() != State.FINISHING
                || mayFreeze
                || at.isBefore(finishing.plus(SETTLING));
    }

    /// The tasks that were done when the accumulator was reopened for this epoch.
    TaskSet doneBefore(int epoch) {
        return accumulator != null && accumulator.epoch() == epoch ? doneAtReopening : TaskSet.NONE;
    }

    void row(Job now, Instant at) {
        Job before = job;
        job = now;
        if (before != null) {
            follows(before, now);
        }
        if (before == null || before.epoch() < now.epoch()) {
            begun = mayFreeze ? now.progress().since() : at; // the writer may have been frozen
        }
        if (now.state() == State.FINISHING && (before == null || before.state() != now.state())) {
            finishing = at;
        }
        if (!evidence.sent().holdsAll(TaskSet.range(0, now.progress().sent()))) {
            promises.violated("I2", "the cursor passed unsent tasks: " + now.progress().sent());
        }
        if (now.isOpen()) {
            over = null;
        } else if (before == null || before.isOpen()) {
            ends(now, at);
        }
    }

    // The deadline. It is counted in simulated time instead of the row's timestamp, unless
    // processes may freeze.
    private Instant due() {
        return begun.plus(requireNonNull(job).request().options().deadline());
    }

    private void follows(Job before, Job now) {
        if (now.version() != before.version() + 1) {
            promises.violated("I5", "row version " + now.version() + " after " + before.version());
        }
        if (!before.isOpen()) {
            endCheck.left(before, now, accumulator);
        }
    }

    private void ends(Job now, Instant at) {
        over = at;
        if (isKept && at.isAfter(due().plus(LATEST))) {
            promises.violated("I4", now.state() + " at " + at + ", long after its deadline");
        }
        if (!ended.add(now.epoch())) {
            promises.violated(
                    "I5", "epoch " + now.epoch() + " ended a second time: " + now.state());
        }
        switch (now.state()) {
            case SUCCEEDED, PARTIAL -> endCheck.answered(now, requireNonNull(accumulator));
            case FAILED -> endCheck.failed(now, accumulator, due(), at);
            case ACCEPTED, DISPATCHING, RUNNING, FINISHING, CANCELLED -> {}
        }
    }

    void folded(Accumulator now, Instant at) {
        Accumulator before = accumulator;
        accumulator = now;
        TaskSet lost = now.losses().tasks();
        if (now.done().holdsSome(lost)) {
            promises.violated("I1", "done tasks " + now.done() + " overlap lost tasks " + lost);
        }
        if (before != null) {
            follows(before, now);
        }
        if (now.isSealed() && (before == null || !before.isSealed())) {
            sealed(now, at);
        }
        Job row = job;
        if (row == null || row.plan() == null) {
            return; // the accumulator is created before the plan is written
        }
        byte[] value = program(row).value(now.done());
        if (!Arrays.equals(value, results.load(now.value()))) {
            promises.violated(
                    "I13",
                    "the value of tasks "
                            + now.done()
                            + " differs from the plain program's: does merge depend on the order,"
                            + " or does work return different results for the same task?");
        }
        if (!evidence.accountsFor(now.done(), now.ledger().versions())) {
            promises.violated(
                    "I3", "ledger versions " + now.ledger().versions() + " of tasks " + now.done());
        }
        if (!program(row).records().equals(now.ledger().records())) {
            promises.violated("I3", "ledger " + now.ledger().records() + " of tasks " + now.done());
        }
        if (now.seal() != null) {
            endCheck.sealed(now.seal(), program(row));
        }
        TaskSet fresh = before == null ? lost : lost.minus(before.losses().tasks());
        TaskSet more = fresh.minus(program(row).losesToo(now.losses(), fresh));
        if (!more.isEmpty()) {
            evidence.wrong(
                            row,
                            now,
                            more,
                            behaviour,
                            endCheck.isInputGone(row),
                            Evidence.isOverdue(due(), at))
                    .ifPresent(what -> promises.violated("I9", what));
        }
    }

    // A function reads the reports once more before it seals with losses. Without freezes that
    // takes less than 30 seconds.
    private void sealed(Accumulator now, Instant at) {
        if (now.seal() instanceof Seal.Cancelled || mayFreeze) {
            return;
        }
        TaskSet known = evidence.reportedBefore(now.losses().tasks(), at.minusSeconds(30));
        if (!known.isEmpty()) {
            promises.violated("I1", "sealed as lost, but reported as done: " + known);
        }
    }

    private void follows(Accumulator before, Accumulator now) {
        if (now.version() != before.version() + 1) {
            promises.violated("I3", "fold version " + now.version() + " after " + before.version());
        }
        if (!now.done().holdsAll(before.done())) {
            promises.violated("I1", "tasks are no longer done: " + before.done().minus(now.done()));
        }
        // The epoch may grow by two, if the redrive in between ended before it was opened.
        boolean reopened = now.epoch() > before.epoch() && !now.isSealed();
        if (before.isSealed() && !reopened) {
            promises.violated("I5", "a sealed accumulator was written again");
        }
        if (reopened) {
            doneAtReopening = before.done();
            if (!now.losses().isEmpty()) {
                promises.violated("I11", "redriven, but still lost: " + now.losses().tasks());
            }
        } else if (now.epoch() != before.epoch()) {
            promises.violated("I11", "epoch " + now.epoch() + " after " + before.epoch());
        }
    }

    private SequentialRun<?> program(Job row) {
        SequentialRun<?> known = sequentialRun == null ? program.apply(row) : sequentialRun;
        sequentialRun = known;
        return known;
    }

    /// Checks what must be true at the end of the run.
    ///
    /// @param undisturbed whether no fault happened
    /// @param harmless whether no fault happened that needs a repair
    void end(boolean undisturbed, boolean harmless) {
        Job last = job;
        if (last == null) {
            return;
        }
        if (last.isOpen()) {
            promises.violated("I4", "never ended, is " + last.state() + ": " + accumulator);
        }
        if (harmless && !evidence.wasSentTwice() && last.progress().repairs() > 0) {
            promises.violated("I14", "repaired although nothing was lost: " + last.progress());
        }
        if (!undisturbed) {
            return;
        }
        State due = program(last).rejectsTooMany() ? State.PARTIAL : State.SUCCEEDED;
        if (last.state() != due && !program.apply(last).isWhole()) {
            return; // the plain program loses tasks too
        }
        if (last.state() != due) {
            promises.violated("I6", last.state() + " although nothing went wrong: " + last.error());
        } else if (evidence.starts() != last.planned().tasks()) {
            promises.violated(
                    "I14", evidence.starts() + " runs for " + last.planned().tasks() + " tasks");
        }
    }
}
