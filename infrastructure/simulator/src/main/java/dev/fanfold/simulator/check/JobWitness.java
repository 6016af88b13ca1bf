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

/// One job as it is written: row and accumulator, each write looked at against what came before and
/// against the sequential run.
final class JobWitness {
    // The keeper comes once a minute, if it comes.
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

    /// When it ended, null while it is open.
    @Nullable Instant over() {
        return over;
    }

    // Who settles sends the finish first and says so in the row afterwards, and so may another who
    // does it at the same time.
    boolean isSettling(Instant at) {
        return job == null
                || job.state() != State.FINISHING
                || mayFreeze
                || at.isBefore(finishing.plus(SETTLING));
    }

    /// Tasks that were done when its accumulator was opened again for this epoch.
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
            begun = mayFreeze ? now.progress().since() : at; // its writer may have slept
        }
        if (now.state() == State.FINISHING && (before == null || before.state() != now.state())) {
            finishing = at;
        }
        if (!evidence.sent().holdsAll(TaskSet.range(0, now.progress().sent()))) {
            promises.violated(
                    "I2", "the cursor says " + now.progress().sent() + " were sent, not all were");
        }
        if (now.isOpen()) {
            over = null;
        } else if (before == null || before.isOpen()) {
            ends(now, at);
        }
    }

    // By this run's time, not by the row's, where nobody freezes.
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
            promises.violated("I1", "done and lost at once: " + now.done() + " and " + lost);
        }
        if (before != null) {
            follows(before, now);
        }
        if (now.isSealed() && (before == null || !before.isSealed())) {
            sealed(now, at);
        }
        Job row = job;
        if (row == null || row.plan() == null) {
            return; // the first write comes before the plan's
        }
        byte[] value = program(row).value(now.done());
        if (!Arrays.equals(value, results.load(now.value()))) {
            promises.violated(
                    "I13",
                    "the value is not what a plain program has of tasks "
                            + now.done()
                            + ": does merge mind the order, or work do another thing each time?");
        }
        if (!evidence.accountsFor(now.done(), now.ledger().versions())) {
            promises.violated(
                    "I3", "versions " + now.ledger().versions() + " did tasks " + now.done());
        }
        if (!program(row).records().equals(now.ledger().records())) {
            promises.violated("I3", "records " + now.ledger().records() + " of " + now.done());
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

    // Whoever seals with losses reads the table once more. That takes no half a minute, but for
    // those who freeze in between.
    private void sealed(Accumulator now, Instant at) {
        if (now.seal() instanceof Seal.Cancelled || mayFreeze) {
            return;
        }
        TaskSet known = evidence.reportedBefore(now.losses().tasks(), at.minusSeconds(30));
        if (!known.isEmpty()) {
            promises.violated("I1", "sealed as lost, and reported as done: " + known);
        }
    }

    private void follows(Accumulator before, Accumulator now) {
        if (now.version() != before.version() + 1) {
            promises.violated("I3", "version " + now.version() + " after " + before.version());
        }
        if (!now.done().holdsAll(before.done())) {
            promises.violated("I1", "no longer done: " + before.done().minus(now.done()));
        }
        // Two epochs on when the redrive in between was over before anybody opened it.
        boolean reopened = now.epoch() > before.epoch() && !now.isSealed();
        if (before.isSealed() && !reopened) {
            promises.violated("I5", "sealed, and written again");
        }
        if (reopened) {
            doneAtReopening = before.done();
            if (!now.losses().isEmpty()) {
                promises.violated("I11", "redriven, and still lost: " + now.losses().tasks());
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

    /// The run is over: what must have come true by now.
    ///
    /// @param undisturbed whether nothing went wrong
    /// @param harmless whether nothing happened that needs a repair
    void end(boolean undisturbed, boolean harmless) {
        Job last = job;
        if (last == null) {
            return;
        }
        if (last.isOpen()) {
            promises.violated("I4", "still " + last.state() + ": " + accumulator);
        }
        if (harmless && !evidence.wasSentTwice() && last.progress().repairs() > 0) {
            promises.violated("I14", "repaired although nothing was lost: " + last.progress());
        }
        if (!undisturbed) {
            return;
        }
        State due = program(last).rejectsTooMany() ? State.PARTIAL : State.SUCCEEDED;
        if (last.state() != due && !program.apply(last).isWhole()) {
            return; // a plain program loses something, too
        }
        if (last.state() != due) {
            promises.violated("I6", last.state() + " although nothing went wrong: " + last.error());
        } else if (evidence.starts() != last.planned().tasks()) {
            promises.violated(
                    "I14", evidence.starts() + " runs of " + last.planned().tasks() + " tasks");
        }
    }
}
