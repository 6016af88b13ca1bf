package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.Counters;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.workload.PermanentFailureException;
import org.junit.jupiter.api.Test;

/// Every write of a row is applied and reported as failed.
///
/// The writer finds out that the write was its own, and continues.
class LostAnswersTest {
    private static final int TASKS = 20;
    private final Squares squares = new Squares();
    private final ShakyJobStore store = new ShakyJobStore();
    private final InMemoryApplication application = new InMemoryApplication(store::around, squares);

    LostAnswersTest() {
        store.losesAnswerOf(_ -> true);
    }

    @Test
    void aJobEndsOnceAndEachTaskCountsOnce() {
        squares.before(_ -> store.losesAnswerOfFold(_ -> true));
        var counters = new Counters();

        Job job = counters.during(() -> application.run(submit()));

        assertThat(job.state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.answer(job.id())).isEqualTo(Squares.answer(TASKS));
        assertThat(counters.counts())
                .containsEntry(Counters.Counter.SUCCEEDED, 1L)
                .containsEntry(Counters.Counter.FOLDED, (long) TASKS)
                .doesNotContainKeys(
                        Counters.Counter.REPAIRS,
                        Counters.Counter.LOST,
                        Counters.Counter.DUPLICATES);
    }

    @Test
    void cancelReturnsThatTheJobIsCancelled() {
        var counters = new Counters();
        JobId id = submit();
        application.dispatch();

        assertThat(counters.during(() -> application.dispatcher.cancel(id))).isTrue();

        assertThat(application.job(id).state()).isEqualTo(State.CANCELLED);
        assertThat(counters.counts()).containsEntry(Counters.Counter.CANCELLED, 1L);
    }

    @Test
    void aRedriveIsSentAndEndsWell() {
        squares.before(task -> {
            if (task.index() == 7) {
                throw new PermanentFailureException("closed");
            }
        });
        JobId id = submit();
        assertThat(application.run(id).state()).isEqualTo(State.FAILED);
        squares.before(_ -> {});

        application.dispatcher.redrive(id);

        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.job(id).epoch()).isEqualTo(1);
        assertThat(squares.runs.get(7)).isEqualTo(2);
    }

    private JobId submit() {
        return application.dispatcher.submit(Squares.request(TASKS, "0", 3)).job().id();
    }
}
