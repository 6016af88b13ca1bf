package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.port.ReceivedMessage;
import dev.fanfold.engine.port.TimeLeft;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.PermanentFailureException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Late losses and finishes of the epoch before a redrive do not count.
class EpochTest {
    private static final TimeLeft PLENTY = () -> Duration.ofMinutes(2);
    private final Squares squares = new Squares();
    private final InMemoryApplication application = new InMemoryApplication(squares);

    @Test
    void aLossOfTheEpochBeforeDoesNotCountInTheNext() {
        JobId id = sent("0");
        var late = application.queue.receiveWork(1);
        squares.before(_ -> {
            throw new PermanentFailureException("closed");
        });
        application.worker.work(late, PLENTY);
        application.fold();
        application.dispatcher.redrive(id);
        application.dispatch();
        application.clock.pass(Duration.ofMinutes(1));

        application.worker.work(late, PLENTY);
        application.fold();

        assertThat(application.job(id).state()).isEqualTo(State.RUNNING);
        squares.before(_ -> {});
        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void aDeadLetterOfTheEpochBeforeDoesNotCountInTheNext() {
        JobId id = sent("0");
        var letter = new WorkMessage.Tasks(id, 0, 0, 0, 2, 1, 0);
        application.keeper.reportLost(letter, "received 5 times");
        application.fold();
        application.dispatcher.redrive(id);
        application.dispatch();

        application.keeper.reportLost(letter, "received 5 times");
        application.fold();

        assertThat(application.job(id).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void aRedriveThatDiedBeforeItSentIsGoneOnWithByTheNextTry() {
        JobId id = lost();
        application.dispatcher.redrive(id);
        application.store.replace(application.accumulator(id).reopened(1));

        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.job(id).progress().repairs()).isZero();
    }

    @Test
    void aRedriveWhoseMessageWasNotSentIsAskedForAgain() {
        JobId id = lost();
        application.store.replace(application.job(id).redriven(application.clock.instant()));

        application.dispatcher.redrive(id);

        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.job(id).epoch()).isEqualTo(1);
    }

    @Test
    void aRedriveThatIsUnderWayIsNotAskedForAgain() {
        JobId id = lost();
        application.dispatcher.redrive(id);
        application.dispatch();

        assertThatThrownBy(() -> application.dispatcher.redrive(id))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is RUNNING");
    }

    private JobId lost() {
        squares.before(task -> {
            throw new PermanentFailureException("closed");
        });
        JobId id = sent("0");
        assertThat(application.run(id).state()).isEqualTo(State.FAILED);
        squares.before(_ -> {});
        return id;
    }

    @Test
    void aFinishOfTheEpochBeforeNeitherFinishesNorFailsTheNext() {
        squares.before(task -> {
            if (task.index() == 0) {
                throw new PermanentFailureException("closed");
            }
        });
        JobId id = sent("1");
        application.run(id);
        squares.before(_ -> {});
        application.dispatcher.redrive(id);
        application.dispatch();
        application.work();
        application.fold();
        var late = new WorkMessage.Finish(id, 0, 0, 1, 0);

        application.worker.work(List.of(new ReceivedMessage<>("late", late, 1)), PLENTY);
        application.keeper.reportLost(late, "received 5 times");

        assertThat(application.job(id).state()).isEqualTo(State.FINISHING);
        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void theSealOfTheEpochBeforeDoesNotEndARedriveThatIsUnderWay() {
        squares.before(_ -> {
            throw new PermanentFailureException("closed");
        });
        JobId id = sent("0");
        Job failed = application.run(id);
        application.store.replace(failed.redriven(application.clock.instant()));

        application.aggregator.fold(
                List.of(new Report(id, 0, "late", application.clock.instant(), List.of())));

        assertThat(application.job(id).state()).isEqualTo(State.RUNNING);
    }

    private JobId sent(String tolerate) {
        JobId id = application.dispatcher.submit(Squares.request(4, tolerate, 2)).job().id();
        application.dispatch();
        return id;
    }
}
