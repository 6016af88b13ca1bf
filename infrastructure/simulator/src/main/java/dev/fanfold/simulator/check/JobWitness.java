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

/// Observes one job. It checks each write of the row against the one before, and passes the rest to
/// the witness of the round.
final class JobWitness {
    // The keeper runs once a minute, if its schedule fires.
    private static final Duration LATEST = Duration.ofMinutes(20);
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
    private @Nullable Job job;
    private Instant begun = Instant.MIN;
    private Instant finishing = Instant.MIN;

    /// @param programs makes the plain program of a round
    /// @param behaviours of the tasks of a round
    /// @param gone versions of inputs that were deleted
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
    }

    private record Epoch(int round, int number) {}

    @Nullable Job job() {
        return job;
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

    // A function that settles a job sends the finish message first and writes the row afterwards.
    // Another function may do the same concurrently.
    boolean isSettling(Instant at) {
        return job == null
                || job.state() != State.FINISHING
                || mayFreeze
                || at.isBefore(finishing.plus(SETTLING));
    }

    void row(Job now, Instant at) {
        Job before = job;
        job = now;
        RoundWitness round = round(now.round().number());
        if (before != null) {
            follows(before, now, at);
        }
        if (before == null || !before.isOpen()) {
            begun = mayFreeze ? now.progress().since() : at; // the writer may have been frozen
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
            round.over(null);
        } else if (before == null || before.isOpen()) {
            ends(now, round, at);
        }
    }

    private static boolean isSameRound(Job one, Job other) {
        return one.round().number() == other.round().number();
    }

    // The deadline. It is counted in simulated time instead of the row's timestamp, unless
    // processes may freeze.
    private Instant due() {
        return job == null ? Instant.MAX : begun.plus(job.request().options().deadline());
    }

    private void follows(Job before, Job now, Instant at) {
        if (now.version() != before.version() + 1) {
            promises.violated("I5", "row version " + now.version() + " after " + before.version());
        }
        if (!before.isOpen() && isSameRound(before, now)) {
            endCheck.left(before, now, round(before.round().number()).accumulator());
        }
        RoundWitness round = round(now.round().number());
        if (isSameRound(before, now)) {
            handOverCheck.stayed(before, now, round, at);
        } else {
            RoundWitness finished = round(before.round().number());
            if (before.isOpen()) {
                finished.over(at);
            }
            handOverCheck.handedOver(before, now, finished, round);
        }
    }

    private void ends(Job now, RoundWitness round, Instant at) {
        round.over(at);
        if (isKept && at.isAfter(due().plus(LATEST))) {
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
            undisturbed(last, round);
        }
    }

    private void undisturbed(Job last, RoundWitness round) {
        State due = round.program(last).rejectsTooMany() ? State.PARTIAL : State.SUCCEEDED;
        if (last.state() != due
                && (!round.freshProgram(last).isWhole() || EndCheck.isLastAllowed(last, round))) {
            return; // the plain program loses tasks too, or has too many rounds
        }
        long tasks = round.earlier().tasks() + (last.plan() == null ? 0 : last.plan().tasks());
        long runs = rounds.values().stream().mapToLong(one -> one.evidence.starts()).sum();
        if (last.state() != due) {
            promises.violated("I6", last.state() + " although nothing went wrong: " + last.error());
        } else if (runs != tasks) {
            promises.violated("I14", runs + " runs for " + tasks + " tasks");
        }
    }
}
