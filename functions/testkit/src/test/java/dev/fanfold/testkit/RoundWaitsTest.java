package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.arrival.Arrival;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A round waits until it may start, and the job can end while it waits.
class RoundWaitsTest extends RoundJobs {
    @Test
    void aRoundIsNotPlannedBeforeItsTime() {
        rounds.notBefore(_ -> application.clock.instant().plus(Duration.ofMinutes(10)));
        JobId id = inRound(1);
        application.dispatcher.dispatch(new Arrival.Waiting(id, 1), PLENTY); // a duplicate

        assertThat(application.job(id).plan()).isNull();
        pass(Duration.ofMinutes(10));
        application.dispatch();
        assertThat(application.job(id).plan()).isNull();
        pass(Duration.ofSeconds(1));
        application.dispatch();

        assertThat(application.job(id).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void theKeeperStartsARoundThatWaitsForLongerThanAMessageCan() {
        rounds.notBefore(_ -> application.clock.instant().plus(Duration.ofMinutes(40)));
        JobId id = submitted(2, "0");
        toRound(id, 1);

        for (int minute = 1; minute < 40; minute++) {
            pass(Duration.ofMinutes(1));
            application.keep();
            application.dispatch();
            assertThat(application.job(id).plan()).isNull();
        }
        pass(Duration.ofSeconds(61));
        application.dispatch();

        assertThat(application.job(id).state()).isEqualTo(State.RUNNING);
        assertThat(application.job(id).progress().repairs()).isZero();
        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void aLongWaitCostsTheKeeperNoReads() {
        rounds.notBefore(_ -> application.clock.instant().plus(Duration.ofMinutes(40)));
        inRound(1);
        pass(Duration.ofMinutes(20));

        assertThat(application.keeper.keep(PLENTY)).isZero();
    }

    @Test
    void theKeeperRepairsARoundWhoseMessageWasLost() {
        rounds.notBefore(_ -> application.clock.instant().plus(Duration.ofMinutes(2)));
        JobId id = inRound(1);
        pass(Duration.ofMinutes(2).plusSeconds(1));
        application.dispatchQueue.take();
        application.keep();
        assertThat(application.dispatchQueue.depth()).isZero();
        pass(Duration.ofMinutes(1));

        application.keep();

        assertThat(application.job(id).progress().repairs()).isOne();
        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void aDelayedMessageDoesNotStopTheRepairOfAnotherJob() {
        rounds.notBefore(_ -> application.clock.instant().plus(Duration.ofMinutes(14)));
        inRound(1);
        JobId other = application.dispatcher.submit(Rounds.request(1, "0", 1_000)).job().id();
        application.dispatchQueue.take();
        pass(Duration.ofMinutes(2));

        application.keep();

        assertThat(application.run(other).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void aJobIsCancelledWhileItsRoundWaits() {
        rounds.notBefore(_ -> application.clock.instant().plus(Duration.ofMinutes(10)));
        JobId id = inRound(1);

        assertThat(application.dispatcher.cancel(id)).isTrue();

        pass(Duration.ofMinutes(11));
        application.dispatch();
        assertThat(application.job(id).state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void theDeadlineCountsFromTheStartOfTheJobAndEndsAWait() {
        rounds.notBefore(_ -> application.clock.instant().plus(Duration.ofHours(2)));
        JobId id = submitted(2, "0");
        var deadline = application.job(id).deadline();
        pass(Duration.ofMinutes(30));
        toRound(id, 1);
        assertThat(application.job(id).deadline()).isEqualTo(deadline);

        pass(Duration.ofMinutes(31));
        application.keep();

        assertThat(application.job(id).state()).isEqualTo(State.FAILED);
        assertThat(error(id).kind()).isEqualTo(Reason.Kind.DEADLINE);
    }

    @Test
    void aDeadDispatchMessageOfAnEarlierRoundDoesNotFailTheJob() {
        rounds.notBefore(_ -> application.clock.instant().plus(Duration.ofMinutes(10)));
        JobId id = inRound(1);

        application.keeper.reportLost(new Arrival.Waiting(id, 0), "received 5 times");

        assertThat(application.job(id).state()).isEqualTo(State.ACCEPTED);
    }
}
