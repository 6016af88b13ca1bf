package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.port.WorkMessage;
import org.junit.jupiter.api.Test;

/// The end of a job whose dispatch or finish message becomes a dead letter.
class DeadLettersTest {
    private final InMemoryApplication application = new InMemoryApplication(new Squares());

    @Test
    void aDeadLetterIsReportedAsALoss() {
        JobId id = submit();
        application.dispatch();

        application.keeper.reportLost(
                new WorkMessage.Tasks(id, 0, 0, 0, 2, 1, 0), "received 5 times");
        application.fold();

        assertThat(application.job(id).error())
                .isEqualTo(
                        new Reason(
                                Reason.Kind.DEAD_LETTER,
                                "2 lost, 0 tolerated; the first is task 0: received 5 times"));
    }

    @Test
    void aDeadFinishFailsItsJob() {
        JobId id = submit();
        application.dispatch();
        application.work();
        application.fold();

        application.keeper.reportLost(new WorkMessage.Finish(id, 0, 0, 1, 0), "received 5 times");

        assertThat(application.job(id).error())
                .isEqualTo(new Reason(Reason.Kind.DEAD_LETTER, "finish: received 5 times"));
    }

    @Test
    void aDeadDispatchFailsItsJob() {
        JobId id = submit();

        application
                .dispatchQueue
                .take()
                .ifPresent(letter -> application.keeper.reportLost(letter, "received 5 times"));

        assertThat(application.job(id).error())
                .isEqualTo(new Reason(Reason.Kind.DEAD_LETTER, "dispatch: received 5 times"));
    }

    private JobId submit() {
        return application.dispatcher.submit(Squares.request(4, "0", 2)).job().id();
    }
}
