package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.plan.Plan;
import dev.fanfold.engine.work.PermanentFailure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is left by a process that dies between two calls, and what becomes of it. The sealed
/// accumulator decides, whoever finds the row behind it.
class CrashTest {
    private static final Duration PAST_THE_DEADLINE = Duration.ofHours(2);
    private final Squares squares = new Squares();
    private final ShakyJobStore store = new ShakyJobStore();
    private final MemoryLine line = new MemoryLine(store::around, squares);

    @Test
    void aCancelThatDiedBeforeTheRowIsNoMissedDeadline() {
        JobId id = running("0");
        dyingAt(State.CANCELLED, () -> line.dispatcher.cancel(id));

        lookPastTheDeadline();

        assertThat(line.job(id).state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void aFailureThatDiedBeforeTheRowKeepsItsReason() {
        JobId id = failedBeforeItsRow();

        lookPastTheDeadline();

        assertThat(line.job(id).error()).extracting(Reason::kind).isEqualTo(Reason.Kind.PERMANENT);
    }

    @Test
    void aCancelThatComesAfterTheFailureFindsIt() {
        JobId id = failedBeforeItsRow();

        assertThat(line.dispatcher.cancel(id)).isFalse();

        assertThat(line.job(id).state()).isEqualTo(State.FAILED);
    }

    @Test
    void aJobThatWasDoneInTimeIsAnsweredThoughItsRowIsBehind() {
        JobId id = running("0");
        line.work();
        dyingAt(State.FINISHING, line::fold);

        lookPastTheDeadline();

        assertThat(line.run(id).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void aMissedDeadlineIsNotToleratedWhoeverFindsItsLosses() {
        JobId id = running("100%");
        var late = new Report(id, "late", line.clock.instant(), List.of());
        // The keeper has written the losses; before it can seal, an aggregator comes upon them.
        store.beforeNextFold(() -> store.beforeNextFold(() -> line.aggregator.fold(List.of(late))));

        lookPastTheDeadline();

        assertThat(line.job(id).error()).extracting(Reason::kind).isEqualTo(Reason.Kind.DEADLINE);
    }

    @Test
    void aJobWhoseAccumulatorCannotBeReadEndsAtItsDeadline() {
        Job broken =
                Job.accepted(Samples.id(), Squares.request(1, "0", 1), null, line.clock.instant());
        line.store.create(
                broken.planned(Plan.numbers(0, 1, 1), broken.created()).sent(broken.created()));
        line.clock.pass(PAST_THE_DEADLINE);

        assertThatThrownBy(line.keeper::keep).hasMessageContaining("has no accumulator");

        assertThat(line.job(broken.id()).error())
                .extracting(Reason::kind)
                .isEqualTo(Reason.Kind.DEADLINE);
    }

    private JobId failedBeforeItsRow() {
        squares.before(_ -> {
            throw new PermanentFailure("closed");
        });
        JobId id = running("0");
        line.work();
        dyingAt(State.FAILED, line::fold);
        return id;
    }

    private JobId running(String tolerate) {
        JobId id = line.dispatcher.submit(Squares.request(4, tolerate, 2)).job().id();
        line.dispatch();
        assertThat(line.job(id).state()).isEqualTo(State.RUNNING);
        return id;
    }

    private void dyingAt(State state, Runnable what) {
        store.diesBefore(row -> row.state() == state);
        assertThatThrownBy(what::run).isInstanceOf(ShakyJobStore.Died.class);
        store.diesBefore(_ -> false);
    }

    private void lookPastTheDeadline() {
        line.clock.pass(PAST_THE_DEADLINE);
        line.keeper.keep();
    }
}
