package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.arrival.Arrival;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.State;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Task;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// Losses count over all rounds of a job, and a redrive takes up the last round.
class RoundLossesTest extends RoundJobs {
    @Test
    void lossesAreToleratedOverAllRounds() {
        rounds.before(RoundLossesTest::loseTheFirst);
        JobId id = submitted(3, "2");

        assertThat(application.run(id).state()).isEqualTo(State.FAILED);
        assertThat(application.job(id).round().number()).isEqualTo(2);
        assertThat(error(id).text()).startsWith("3 lost, 2 tolerated");
    }

    @Test
    void aJobThatLostATaskInAnEarlierRoundIsPartial() {
        rounds.before(task -> {
            if (task.round().number() == 0) {
                loseTheFirst(task);
            }
        });
        JobId id = submitted(3, "1");

        assertThat(application.run(id).state()).isEqualTo(State.PARTIAL);
        assertThat(application.answer(id)).isEqualTo("3");
        assertThatThrownBy(() -> application.dispatcher.redrive(id))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("1 tasks were lost in earlier rounds")
                .hasMessageContaining("none in round 2");
    }

    private static void loseTheFirst(Task task) {
        if (task.index() == 0) {
            throw new PermanentFailureException("closed");
        }
    }

    @Test
    void aRedriveTakesUpTheLastRound() {
        rounds.before(task -> {
            if (task.round().number() == 1) {
                loseTheFirst(task);
            }
        });
        JobId id = submitted(2, "0");
        assertThat(application.run(id).state()).isEqualTo(State.FAILED);
        var ran = new ArrayList<String>();
        rounds.before(task -> ran.add(task.round().number() + "/" + task.index()));

        application.dispatcher.redrive(id);

        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(ran).containsExactly("1/0");
        assertThat(application.job(id).isIn(1, 1)).isTrue();
    }

    @Test
    void aRoundThatCouldNotBePlannedIsPlannedByARedrive() {
        rounds.planning(
                job -> job.round().number() == 1 ? new InvalidInputException("not yet") : null);
        JobId id = submitted(2, "0");
        assertThat(application.run(id).state()).isEqualTo(State.FAILED);
        rounds.planning(_ -> null);

        application.dispatcher.redrive(id);

        assertThat(application.job(id).state()).isEqualTo(State.ACCEPTED);
        application.dispatchQueue.take(); // lost; asking again sends it again
        application.dispatcher.redrive(id);
        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.answer(id)).isEqualTo("3");
    }

    @Test
    void aRoundThatDiedBetweenItsAccumulatorAndItsPlanMayGetAnotherPlan() {
        JobId id = submitted(2, "0");
        toRound(id, 1);
        application.store.create(Accumulator.empty(id, 1, 99, 0, new byte[8]));
        application.keeper.reportLost(new Arrival.Waiting(id, 1), "received 5 times");
        assertThat(application.job(id).state()).isEqualTo(State.FAILED);

        application.dispatcher.redrive(id);

        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.answer(id)).isEqualTo("3");
    }

    @Test
    void aPlanThatFailsInRoundZeroIsNotRedriven() {
        rounds.planning(_ -> new InvalidInputException("never"));
        JobId id = submitted(2, "0");
        application.run(id);

        assertThatThrownBy(() -> application.dispatcher.redrive(id))
                .hasMessageContaining("failed before it had a plan");
    }
}
