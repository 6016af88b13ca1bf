package dev.fanfold.simulator.check;

import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.fold.Seal;
import dev.fanfold.engine.fold.Totals;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.job.Transition;
import dev.fanfold.workload.Work.Finished;
import dev.fanfold.workload.Work.Finished.Next;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Checks that the rounds of a job follow each other, each once. A further round must start from
/// the input that the previous round of the plain program passes on, by its finish or its redrive.
final class HandOverCheck {
    /// How far the clock of a host may be ahead of the simulated time.
    private static final Duration AHEAD = Duration.ofSeconds(5);

    private final Results results;
    private final EndCheck endCheck;
    private final Promises promises;

    HandOverCheck(Results results, EndCheck endCheck, Promises promises) {
        this.results = results;
        this.endCheck = endCheck;
        this.promises = promises;
    }

    /// Checks a row that is in another round than the row before it.
    ///
    /// @param finished the round of the row before
    /// @param next the round of the row
    void handedOver(Job before, Job now, RoundWitness finished, RoundWitness next) {
        boolean mayMove =
                before.state() == State.FINISHING
                        || Transition.REDRIVE_ROUND.leavesFrom(before.state());
        if (now.round().number() != before.round().number() + 1
                || !mayMove
                || now.state() != State.ACCEPTED
                || now.plan() != null
                || now.epoch() != 0) {
            violated(
                    "%s in round %d and epoch %d after %s in round %d"
                            .formatted(
                                    now.state(),
                                    now.round().number(),
                                    now.epoch(),
                                    before.state(),
                                    before.round().number()));
            return;
        }
        Accumulator folded = finished.folded();
        boolean complete =
                folded.seal() instanceof Seal.Complete || folded.seal() instanceof Seal.Rejected;
        if (!complete || folded.epoch() != before.epoch()) {
            violated("epoch %d ended with %s".formatted(before.epoch(), folded));
            return;
        }
        endCheck.finished(before, finished);
        SequentialRun<?> plain = finished.freshProgram(before);
        Optional<Next> wanted =
                before.isOpen()
                        ? asked(before, now, plain.finished(folded.done(), folded.losses().tasks()))
                        : redriven(now, folded, plain);
        wanted.ifPresentOrElse(
                asked -> {
                    checkInput(now, asked);
                    Earlier rounds =
                            plain.after(folded.done(), folded.losses().tasks(), asked.again());
                    checkTotals(now.round().earlier(), rounds);
                    next.startAfter(rounds);
                },
                () -> violated("a further round, but the plain program has none"));
    }

    // The round that the plain program's finish asks for. Such a round keeps the job's deadline.
    private Optional<Next> asked(Job before, Job now, Finished plain) {
        if (!now.deadline().equals(before.deadline())) {
            violated("the deadline moved from " + before.deadline() + " to " + now.deadline());
        }
        return plain instanceof Next next ? Optional.of(next) : Optional.empty();
    }

    // The round that the plain program's redrive starts. Such a round begins a new deadline.
    private Optional<Next> redriven(Job now, Accumulator folded, SequentialRun<?> plain) {
        if (!now.progress().since().equals(now.changed())) {
            violated("a redrive did not begin a new deadline: " + now.progress());
        }
        if (!folded.losses().isEmpty()) {
            promises.violated(
                    "I11",
                    "a redrive started a further round although tasks are lost: "
                            + folded.losses());
        }
        return plain.redriven(folded.done(), folded.losses().tasks());
    }

    private void checkInput(Job now, Next next) {
        String input = results.input(now);
        if (!input.stripTrailing().equals(next.input().stripTrailing())) {
            violated(
                    "the input %s differs from the plain program's %s"
                            .formatted(EndCheck.shown(input), EndCheck.shown(next.input())));
        }
        if ((now.round().notBefore() == null) != (next.notBefore() == null)) {
            violated(
                    "the round waits until %s, and until %s in the plain program"
                            .formatted(now.round().notBefore(), next.notBefore()));
        }
    }

    private void checkTotals(Totals recorded, Earlier plain) {
        if (recorded.tasks() != plain.tasks()
                || recorded.lost() != plain.lost()
                || !recorded.records().equals(plain.records())) {
            violated("the earlier rounds count as " + recorded + " instead of " + plain);
        }
    }

    /// Checks a row that is in the same round as the row before it.
    ///
    /// @param round the round of both rows
    void stayed(Job before, Job now, RoundWitness round, Instant at) {
        if (!now.round().equals(before.round())) {
            violated("the round changed from " + before.round() + " to " + now.round());
        }
        if (before.plan() == null && now.plan() != null) {
            checkPlanned(now, round, at);
        } else if (before.plan() != null && !before.plan().equals(now.plan())) {
            violated("planned again: " + now.plan());
        }
    }

    private void checkPlanned(Job now, RoundWitness round, Instant at) {
        Instant notBefore = now.round().notBefore();
        if (notBefore != null && at.plus(AHEAD).isBefore(notBefore)) {
            violated("planned at " + at + ", but not before " + notBefore);
        }
        if (now.round().number() > 0 && !round.freshProgram(now).plan().equals(now.plan())) {
            violated("the plan differs from the plain program's: " + now.plan());
        }
    }

    private void violated(String what) {
        promises.violated("I15", what);
    }
}
