package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.port.WorkMessage;
import org.junit.jupiter.api.Test;

/// What becomes of a job when a message of its own dies.
class DeadLettersTest {
    private final InMemoryApplication line = new InMemoryApplication(new Squares());

    @Test
    void aDeadLetterComesForwardAsALoss() {
        JobId id = submit();
        line.dispatch();

        line.keeper.bury(new WorkMessage.Tasks(id, 0, 0, 2, 1, 0), "received 5 times");
        line.fold();

        assertThat(line.job(id).error())
                .isEqualTo(
                        new Reason(
                                Reason.Kind.DEAD_LETTER,
                                "2 lost, 0 tolerated; the first is task 0: received 5 times"));
    }

    @Test
    void aDeadFinishFailsItsJob() {
        JobId id = submit();
        line.dispatch();
        line.work();
        line.fold();

        line.keeper.bury(new WorkMessage.Finish(id, 0, 1, 0), "received 5 times");

        assertThat(line.job(id).error())
                .isEqualTo(new Reason(Reason.Kind.DEAD_LETTER, "finish: received 5 times"));
    }

    @Test
    void aDeadDispatchFailsItsJob() {
        JobId id = submit();

        line.dispatchQueue.take().ifPresent(letter -> line.keeper.bury(letter, "received 5 times"));

        assertThat(line.job(id).error())
                .isEqualTo(new Reason(Reason.Kind.DEAD_LETTER, "dispatch: received 5 times"));
    }

    private JobId submit() {
        return line.dispatcher.submit(Squares.request(4, "0", 2)).job().id();
    }
}
