package dev.fanfold.simulator.check;

import static java.util.Objects.requireNonNull;

import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.fold.Seal;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.simulator.work.Behaviour;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Observes one round of a job. It compares each accumulator of the round with the one before it,
/// and with the plain program.
final class RoundWitness {
    private final Programs programs;
    private final IntFunction<Behaviour> behaviour;
    private final boolean mayFreeze;
    private final Results results;
    private final EndCheck endCheck;
    private final Promises promises;
    final Evidence evidence = new Evidence();
    private Earlier earlier = Earlier.NOTHING;
    private @Nullable SequentialRun<?> sequentialRun;
    private @Nullable Accumulator accumulator;
    private @Nullable Instant end;
    private TaskSet doneAtReopening = TaskSet.NONE;

    RoundWitness(
            Programs programs, IntFunction<Behaviour> behaviour, boolean mayFreeze, Checks checks) {
        this.programs = programs;
        this.behaviour = behaviour;
        this.mayFreeze = mayFreeze;
        this.results = checks.results;
        this.endCheck = checks.endCheck;
        this.promises = checks.promises;
    }

    /// Makes the plain program of a round.
    interface Programs {
        /// The plain program, before its first task.
        ///
        /// @param row a row of the job in the round
        SequentialRun<?> of(Job row, Earlier earlier);
    }

    /// The checks that all rounds of a job share.
    record Checks(Results results, EndCheck endCheck, Promises promises) {}

    /// The finished rounds before this one.
    Earlier earlier() {
        return earlier;
    }

    /// Sets the finished rounds before this one.
    void startAfter(Earlier rounds) {
        earlier = rounds;
    }

    /// The current accumulator, null while there is none.
    @Nullable Accumulator accumulator() {
        return accumulator;
    }

    /// The current accumulator of a round that is known to have one.
    Accumulator folded() {
        return requireNonNull(accumulator);
    }

    /// The number of tasks that are lost in this round and the rounds before.
    long allLost() {
        return earlier.lost() + (accumulator == null ? 0 : accumulator.losses().tasks().size());
    }

    /// The time at which the round ended, null while it is open.
    @Nullable Instant end() {
        return end;
    }

    void setEnd(@Nullable Instant at) {
        end = at;
    }

    /// The tasks that were done when the accumulator was reopened for this epoch; none if it is in
    /// another epoch.
    TaskSet doneBefore(int epoch) {
        return accumulator != null && accumulator.epoch() == epoch ? doneAtReopening : TaskSet.NONE;
    }

    /// The plain program that runs along with the fold: it has run the tasks that were folded when
    /// the accumulator was last checked.
    SequentialRun<?> program(Job row) {
        SequentialRun<?> known = sequentialRun == null ? programs.of(row, earlier) : sequentialRun;
        sequentialRun = known;
        return known;
    }

    /// A new plain program, before its first task.
    SequentialRun<?> freshProgram(Job row) {
        return programs.of(row, earlier);
    }

    /// Whether a task of the round reports success but does not cover its slice.
    boolean skips(Job row) {
        return IntStream.range(0, row.planned().tasks())
                .anyMatch(task -> behaviour.apply(task) == Behaviour.SKIPS);
    }

    /// Checks a write of the accumulator.
    ///
    /// @param row the job's row in this round, null while there is none
    /// @param due the job's deadline
    void folded(Accumulator now, @Nullable Job row, Instant due, Instant at) {
        Accumulator before = accumulator;
        accumulator = now;
        TaskSet lost = now.losses().tasks();
        if (now.done().holdsSome(lost)) {
            promises.violated("I1", "done tasks " + now.done() + " overlap lost tasks " + lost);
        }
        if (before != null) {
            checkFollows(before, now);
        }
        if (now.isSealed() && (before == null || !before.isSealed())) {
            checkSealed(now, at);
        }
        if (row == null || row.plan() == null) {
            return; // the accumulator is created before the plan is written
        }
        checkStarts(now, before == null ? TaskSet.NONE : before.done());
        check(now, program(row));
        TaskSet newlyLost = before == null ? lost : lost.minus(before.losses().tasks());
        TaskSet unexplained = newlyLost.minus(program(row).losesToo(now.losses(), newlyLost));
        if (!unexplained.isEmpty()) {
            evidence.wrongLoss(
                            row,
                            now,
                            unexplained,
                            behaviour,
                            endCheck.isInputGone(row),
                            Evidence.isOverdue(due, at))
                    .ifPresent(what -> promises.violated("I9", what));
        }
    }

    private void check(Accumulator now, SequentialRun<?> plain) {
        byte[] value = plain.value(now.done());
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
        if (!plain.records().equals(now.ledger().records())) {
            promises.violated("I3", "ledger " + now.ledger().records() + " of tasks " + now.done());
        }
        if (!plain.countsOutputsAs(now.ledger().outputs())) {
            promises.violated(
                    "I17", "ledger " + now.ledger().outputs() + " of tasks " + now.done());
        }
        if (now.seal() != null) {
            endCheck.sealed(now.seal(), plain);
        }
    }

    // A further round begins without reports, so each task that is done must have run in this
    // round.
    private void checkStarts(Accumulator now, TaskSet doneBefore) {
        if (now.round() > 0) {
            now.done().minus(doneBefore).stream()
                    .filter(task -> evidence.starts(task) == 0)
                    .findFirst()
                    .ifPresent(task ->
                            promises.violated(
                                    "I16",
                                    "task %d is folded in round %d, but did not run in it"
                                            .formatted(task, now.round())));
        }
    }

    // A function reads all reports once more before it seals with losses. Without freezes, less
    // than 30 seconds pass between this reading and the seal.
    private void checkSealed(Accumulator now, Instant at) {
        if (now.seal() instanceof Seal.Cancelled || mayFreeze) {
            return;
        }
        TaskSet known = evidence.reportedBefore(now.losses().tasks(), at.minusSeconds(30));
        if (!known.isEmpty()) {
            promises.violated("I1", "sealed as lost, but reported as done: " + known);
        }
    }

    private void checkFollows(Accumulator before, Accumulator now) {
        if (now.version() != before.version() + 1) {
            promises.violated("I3", "fold version " + now.version() + " after " + before.version());
        }
        if (!now.done().holdsAll(before.done())) {
            promises.violated("I1", "tasks are no longer done: " + before.done().minus(now.done()));
        }
        // The epoch may grow by more than one, if a redrive in between ended before the accumulator
        // was reopened for it.
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
}
