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

/// What comes late, from the epoch before a redrive: a loss and a finish are of their epoch alone.
class EpochTest {
    private static final TimeLeft PLENTY = () -> Duration.ofMinutes(2);
    private final Squares squares = new Squares();
    private final InMemoryApplication line = new InMemoryApplication(squares);

    @Test
    void aLossOfTheEpochBeforeDoesNotCountInTheNext() {
        JobId id = sent("0");
        var late = line.queue.receiveWork(1);
        squares.before(_ -> {
            throw new PermanentFailureException("closed");
        });
        line.worker.work(late, PLENTY);
        line.fold();
        line.dispatcher.redrive(id);
        line.dispatch();
        line.clock.pass(Duration.ofMinutes(1));

        line.worker.work(late, PLENTY);
        line.fold();

        assertThat(line.job(id).state()).isEqualTo(State.RUNNING);
        squares.before(_ -> {});
        assertThat(line.run(id).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void aDeadLetterOfTheEpochBeforeDoesNotCountInTheNext() {
        JobId id = sent("0");
        var letter = new WorkMessage.Tasks(id, 0, 0, 2, 1, 0);
        line.keeper.bury(letter, "received 5 times");
        line.fold();
        line.dispatcher.redrive(id);
        line.dispatch();

        line.keeper.bury(letter, "received 5 times");
        line.fold();

        assertThat(line.job(id).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void aRedriveThatDiedBeforeItSentIsGoneOnWithByTheNextTry() {
        JobId id = lost();
        line.dispatcher.redrive(id);
        line.store.replace(line.accumulator(id).reopened(1));

        assertThat(line.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(line.job(id).progress().repairs()).isZero();
    }

    @Test
    void aRedriveWhoseMessageWasNotSentIsAskedForAgain() {
        JobId id = lost();
        line.store.replace(line.job(id).redriven(line.clock.instant()));

        line.dispatcher.redrive(id);

        assertThat(line.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(line.job(id).epoch()).isEqualTo(1);
    }

    @Test
    void aRedriveThatIsUnderWayIsNotAskedForAgain() {
        JobId id = lost();
        line.dispatcher.redrive(id);
        line.dispatch();

        assertThatThrownBy(() -> line.dispatcher.redrive(id))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is RUNNING");
    }

    private JobId lost() {
        squares.before(task -> {
            throw new PermanentFailureException("closed");
        });
        JobId id = sent("0");
        assertThat(line.run(id).state()).isEqualTo(State.FAILED);
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
        line.run(id);
        squares.before(_ -> {});
        line.dispatcher.redrive(id);
        line.dispatch();
        line.work();
        line.fold();
        var late = new WorkMessage.Finish(id, 0, 1, 0);

        line.worker.work(List.of(new ReceivedMessage<>("late", late, 1)), PLENTY);
        line.keeper.bury(late, "received 5 times");

        assertThat(line.job(id).state()).isEqualTo(State.FINISHING);
        assertThat(line.run(id).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void theSealOfTheEpochBeforeDoesNotEndARedriveThatIsUnderWay() {
        squares.before(_ -> {
            throw new PermanentFailureException("closed");
        });
        JobId id = sent("0");
        Job failed = line.run(id);
        line.store.replace(failed.redriven(line.clock.instant()));

        line.aggregator.fold(List.of(new Report(id, "late", line.clock.instant(), List.of())));

        assertThat(line.job(id).state()).isEqualTo(State.RUNNING);
    }

    private JobId sent(String tolerate) {
        JobId id = line.dispatcher.submit(Squares.request(4, tolerate, 2)).job().id();
        line.dispatch();
        return id;
    }
}
