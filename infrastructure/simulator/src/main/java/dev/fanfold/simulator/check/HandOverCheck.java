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

/// Checks how a job moves from round to round: one after another, each once, from what the plain
/// program's finish of the round before passes on, or its redrive.
final class HandOverCheck {
    /// How far the clock of a host may be ahead.
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
                    follows(now, asked);
                    Earlier sums =
                            plain.after(folded.done(), folded.losses().tasks(), asked.again());
                    counted(now.round().earlier(), sums);
                    next.follows(sums);
                },
                () -> violated("a further round, but the plain program has none"));
    }

    private Optional<Next> asked(Job before, Job now, Finished plain) {
        if (!now.deadline().equals(before.deadline())) {
            violated("the deadline moved from " + before.deadline() + " to " + now.deadline());
        }
        return plain instanceof Next next ? Optional.of(next) : Optional.empty();
    }

    private Optional<Next> redriven(Job now, Accumulator folded, SequentialRun<?> plain) {
        if (!now.progress().since().equals(now.changed())) {
            violated("a redrive did not begin a new deadline: " + now.progress());
        }
        if (!folded.losses().isEmpty()) {
            promises.violated("I11", "a further round instead of the tasks " + folded.losses());
        }
        return plain.redriven(folded.done(), folded.losses().tasks());
    }

    private void follows(Job now, Next next) {
        String input = results.input(now);
        if (!input.stripTrailing().equals(next.input().stripTrailing())) {
            violated(
                    "the input %s differs from the plain program's %s"
                            .formatted(EndCheck.shown(input), EndCheck.shown(next.input())));
        }
        if ((now.round().notBefore() == null) != (next.notBefore() == null)) {
            violated("it waits until " + now.round().notBefore());
        }
    }

    private void counted(Totals recorded, Earlier plain) {
        if (recorded.tasks() != plain.tasks()
                || recorded.lost() != plain.lost()
                || !recorded.records().equals(plain.records())) {
            violated("the earlier rounds count as " + recorded + " instead of " + plain);
        }
    }

    /// Checks a row that is in the same round as the row before it.
    ///
    /// @param round the round
    void stayed(Job before, Job now, RoundWitness round, Instant at) {
        if (!now.round().equals(before.round())) {
            violated("the round changed from " + before.round() + " to " + now.round());
        }
        if (before.plan() == null && now.plan() != null) {
            planned(now, round, at);
        } else if (before.plan() != null && !before.plan().equals(now.plan())) {
            violated("planned again: " + now.plan());
        }
    }

    private void planned(Job now, RoundWitness round, Instant at) {
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
