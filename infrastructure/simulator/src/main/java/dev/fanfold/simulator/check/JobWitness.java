package dev.fanfold.simulator.check;

import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.job.Transition;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.simulator.work.Behaviour;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Observes one job. It compares each row with the row before it, and passes each accumulator to
/// the witness of its round.
final class JobWitness {
    // The maximum time from a job's deadline to its end. The keeper, which ends the job, runs once
    // a minute, but faults can stop some of its runs.
    private static final Duration MAX_DELAY = Duration.ofMinutes(20);

    // How long after the move to FINISHING a finish message may still be part of the settlement.
    private static final Duration SETTLING = Duration.ofMinutes(1);

    private final RoundWitness.Programs programs;
    private final IntFunction<IntFunction<Behaviour>> behaviours;
    private final boolean mayFreeze;
    private final boolean isKept;
    private final Promises promises;
    private final EndCheck endCheck;
    private final HandOverCheck handOverCheck;
    private final RoundWitness.Checks checks;
    private final TreeMap<Integer, RoundWitness> rounds = new TreeMap<>();
    private final Set<Epoch> ended = new HashSet<>();
    private final WindowWitness window;
    private @Nullable Job job;
    // The time from which the deadline counts, and the time of the move to FINISHING.
    private Instant begun = Instant.MIN;
    private Instant finishing = Instant.MIN;

    /// @param programs makes the plain program of a round
    /// @param behaviours the behaviours of the tasks, by round and index
    /// @param gone the versions of inputs that were deleted
    /// @param mayFreeze whether environments may freeze in this run
    /// @param isKept whether the keeper runs from the start
    JobWitness(
            RoundWitness.Programs programs,
            Results results,
            IntFunction<IntFunction<Behaviour>> behaviours,
            Set<String> gone,
            boolean mayFreeze,
            boolean isKept,
            Promises promises) {
        this.programs = programs;
        this.behaviours = behaviours;
        this.mayFreeze = mayFreeze;
        this.isKept = isKept;
        this.promises = promises;
        this.endCheck = new EndCheck(results, gone, promises);
        this.handOverCheck = new HandOverCheck(results, endCheck, promises);
        this.checks = new RoundWitness.Checks(results, endCheck, promises);
        this.window = new WindowWitness(promises);
    }

    private record Epoch(int round, int number) {}

    @Nullable Job job() {
        return job;
    }

    /// Observes the job's tasks that run in parallel.
    WindowWitness window() {
        return window;
    }

    boolean isOpen() {
        return job != null && job.isOpen();
    }

    /// Whether the job is in this round.
    boolean isIn(int round) {
        return job != null && job.round().number() == round;
    }

    /// A round of the job. The plain program knows the rounds before it once they have ended.
    RoundWitness round(int number) {
        return rounds.computeIfAbsent(
                number,
                _ -> new RoundWitness(programs, behaviours.apply(number), mayFreeze, checks));
    }

    /// Whether a finish message that is sent now may be part of the settlement of the job, and no
    /// repair. A function that settles a job first sends the finish message, and then writes the
    /// row. Other functions may do the same concurrently.
    boolean isSettling(Instant at) {
        return job == null
                || job.state() != State.FINISHING
                || mayFreeze
                || at.isBefore(finishing.plus(SETTLING));
    }

    /// Checks a write of the job's row.
    void row(Job now, Instant at) {
        Job before = job;
        job = now;
        RoundWitness round = round(now.round().number());
        window.written(before, now);
        if (before != null) {
            checkFollows(before, now, at);
        }
        if (before == null || !before.isOpen()) {
            // The writer may have been frozen between the reading of its clock and the write.
            begun = mayFreeze ? now.progress().since() : at;
        }
        if (now.state() == State.FINISHING && (before == null || before.state() != now.state())) {
            finishing = at;
        }
        if (!round.evidence.sent().holdsAll(TaskSet.range(0, now.progress().sent()))) {
            promises.violated("I2", "the cursor passed unsent tasks: " + now.progress().sent());
        }
        if (now.isOpen()) {
            if (now.result() != null) {
                promises.violated("I5", now.state() + " with the answer of an earlier end");
            }
            round.setEnd(null);
        } else if (before == null || before.isOpen()) {
            checkEnd(now, round, at);
        }
    }

    private static boolean isSameRound(Job one, Job other) {
        return one.round().number() == other.round().number();
    }

    // The deadline. It counts from the simulated time of the write, because the timestamp in the
    // row has the skew of a clock. If environments may freeze, it counts from the timestamp.
    private Instant due() {
        return job == null ? Instant.MAX : begun.plus(job.request().options().deadline());
    }

    private void checkFollows(Job before, Job now, Instant at) {
        if (now.version() != before.version() + 1) {
            promises.violated("I5", "row version " + now.version() + " after " + before.version());
        }
        if (!before.isOpen() && isSameRound(before, now)) {
            endCheck.redriven(before, now, round(before.round().number()).accumulator());
        }
        RoundWitness round = round(now.round().number());
        if (isSameRound(before, now)) {
            handOverCheck.stayed(before, now, round, at);
        } else {
            RoundWitness finished = round(before.round().number());
            if (before.isOpen()) {
                finished.setEnd(at);
            }
            handOverCheck.handedOver(before, now, finished, round);
        }
    }

    private void checkEnd(Job now, RoundWitness round, Instant at) {
        round.setEnd(at);
        if (isKept && at.isAfter(due().plus(MAX_DELAY))) {
            promises.violated("I4", now.state() + " at " + at + ", long after its deadline");
        }
        if (!ended.add(new Epoch(now.round().number(), now.epoch()))) {
            promises.violated(
                    "I5", "epoch " + now.epoch() + " ended a second time: " + now.state());
        }
        switch (now.state()) {
            case SUCCEEDED, PARTIAL -> endCheck.answered(now, round);
            case FAILED -> endCheck.failed(now, round, due(), at);
            case ACCEPTED, DISPATCHING, RUNNING, FINISHING, CANCELLED -> {}
        }
    }

    /// Whether a redrive of the job starts a further round, if the job may have one.
    boolean hasRoundToRedrive() {
        Job last = job;
        if (last == null || !Transition.REDRIVE_ROUND.leavesFrom(last.state())) {
            return false;
        }
        RoundWitness round = round(last.round().number());
        Accumulator folded = round.folded();
        return folded.losses().isEmpty()
                && round.program(last).redriven(folded.done(), TaskSet.NONE).isPresent();
    }

    /// Checks a write of an accumulator of the job.
    void folded(Accumulator now, Instant at) {
        if (job != null && job.round().number() != now.round()) {
            promises.violated(
                    "I16",
                    "the fold of round %d was written in round %d"
                            .formatted(now.round(), job.round().number()));
            return;
        }
        round(now.round()).folded(now, job, due(), at);
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
        RoundWitness round = round(last.round().number());
        if (last.isOpen()) {
            promises.violated("I4", "never ended, is " + last.state() + ": " + round.accumulator());
        }
        boolean sentTwice = rounds.values().stream().anyMatch(one -> one.evidence.wasSentTwice());
        if (harmless && !sentTwice && last.progress().repairs() > 0) {
            promises.violated("I14", "repaired although nothing was lost: " + last.progress());
        }
        if (undisturbed) {
            checkUndisturbed(last, round);
        }
    }

    private void checkUndisturbed(Job last, RoundWitness round) {
        State expected = round.program(last).rejectsTooMany() ? State.PARTIAL : State.SUCCEEDED;
        if (last.state() != expected
                && (!round.freshProgram(last).isWhole() || EndCheck.isLastAllowed(last, round))) {
            return; // the plain program loses tasks too, or has too many rounds
        }
        long tasks = round.earlier().tasks() + (last.plan() == null ? 0 : last.plan().tasks());
        long runs = rounds.values().stream().mapToLong(one -> one.evidence.starts()).sum();
        if (last.state() != expected) {
            promises.violated("I6", last.state() + " although nothing went wrong: " + last.error());
        } else if (runs != tasks) {
            promises.violated("I14", runs + " runs for " + tasks + " tasks");
        } else if (last.progress().overruns() > 0) {
            promises.violated("I18", "overruns although nothing went wrong: " + last.progress());
        }
    }
}
