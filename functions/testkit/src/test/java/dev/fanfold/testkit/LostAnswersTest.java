package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.Tally;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.workload.PermanentFailureException;
import org.junit.jupiter.api.Test;

/// Every write of a row is applied and its writer told that it was not: it finds out that the write
/// was its own, and goes on.
class LostAnswersTest {
    private static final int TASKS = 20;
    private final Squares squares = new Squares();
    private final ShakyJobStore store = new ShakyJobStore();
    private final MemoryLine line = new MemoryLine(store::around, squares);

    LostAnswersTest() {
        store.losesAnswerOf(_ -> true);
    }

    @Test
    void aJobEndsOnceAndEachTaskCountsOnce() {
        squares.before(_ -> store.losesAnswerOfFold(_ -> true));
        var tally = new Tally();

        Job job = tally.during(() -> line.run(submit()));

        assertThat(job.state()).isEqualTo(State.SUCCEEDED);
        assertThat(line.answer(job.id())).isEqualTo(Squares.answer(TASKS));
        assertThat(tally.counts())
                .containsEntry(Tally.Fact.SUCCEEDED, 1L)
                .containsEntry(Tally.Fact.FOLDED, (long) TASKS)
                .doesNotContainKeys(Tally.Fact.REPAIRS, Tally.Fact.LOST, Tally.Fact.DUPLICATES);
    }

    @Test
    void whoCancelsIsToldThatItIsCancelled() {
        var tally = new Tally();
        JobId id = submit();
        line.dispatch();

        assertThat(tally.during(() -> line.dispatcher.cancel(id))).isTrue();

        assertThat(line.job(id).state()).isEqualTo(State.CANCELLED);
        assertThat(tally.counts()).containsEntry(Tally.Fact.CANCELLED, 1L);
    }

    @Test
    void aRedriveIsSentAndEndsWell() {
        squares.before(task -> {
            if (task.index() == 7) {
                throw new PermanentFailureException("closed");
            }
        });
        JobId id = submit();
        assertThat(line.run(id).state()).isEqualTo(State.FAILED);
        squares.before(_ -> {});

        line.dispatcher.redrive(id);

        assertThat(line.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(line.job(id).epoch()).isEqualTo(1);
        assertThat(squares.runs.get(7)).isEqualTo(2);
    }

    private JobId submit() {
        return line.dispatcher.submit(Squares.request(TASKS, "0", 3)).job().id();
    }
}
