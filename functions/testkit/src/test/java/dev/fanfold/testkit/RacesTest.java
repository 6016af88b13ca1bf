package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.Submission;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.fold.Seal;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Coverage;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.Records;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.port.Received;
import dev.fanfold.engine.port.TimeLeft;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.engine.work.Codec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Two at once: of two writers one is first; and a writer who is told that it was not may have been.
class RacesTest {
    private static final TimeLeft PLENTY = () -> Duration.ofMinutes(2);
    private final Squares squares = new Squares();
    private final ShakyJobStore store = new ShakyJobStore();
    private final MemoryLine line = new MemoryLine(store::around, squares);

    @Test
    void twoAggregatorsAtOnceLoseNothing() {
        JobId id = sent(4, "0");
        workOneMessage();
        workOneMessage();
        List<Report> reports = line.reports.takeStream();
        store.beforeNextFold(() -> line.aggregator.fold(reports.subList(1, 2)));

        line.aggregator.fold(reports.subList(0, 1));

        assertThat(line.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(line.answer(id)).isEqualTo(Squares.answer(4));
    }

    @Test
    void aFoldWhoseAnswerIsLostCountsOnce() {
        JobId id = sent(4, "0");
        store.losesAnswerOfFold(_ -> true);

        assertThat(line.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(line.answer(id)).isEqualTo(Squares.answer(4));
        assertThat(line.accumulator(id).isBalanced(line.job(id).planned())).isTrue();
    }

    @Test
    void aSealWhoseAnswerIsLostSeals() {
        JobId id = sent(4, "0");
        store.losesAnswerOfFold(accumulator -> accumulator.isSealed());

        assertThat(line.run(id).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void theFirstSealDecides() {
        JobId id = sent(4, "0");
        line.work();
        store.beforeNextFold(() -> store.beforeNextFold(() -> cancelBeforeItsRow(id)));

        line.fold();

        assertThat(line.job(id).state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void aFinishingRowWhoseAnswerIsLostIsFinished() {
        JobId id = sent(4, "0");
        store.losesAnswerOf(row -> row.state() == State.FINISHING);

        assertThat(line.run(id).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void aCancelWhoseAnswerIsLostWasOne() {
        JobId id = sent(4, "0");
        store.losesAnswerOf(row -> row.state() == State.CANCELLED);

        assertThat(line.dispatcher.cancel(id)).isTrue();
    }

    @Test
    void anotherRunWhoseAnswerIsLostIsOneRun() {
        JobId first = sent(4, "0");
        line.run(first);
        store.losesAnswerOf(row -> row.state() == State.ACCEPTED);

        Submission again = line.dispatcher.submitAgain(Squares.request(4, "0", 2));

        assertThat(again.fresh()).isTrue();
        assertThat(line.store.all())
                .extracting(Job::id)
                .containsExactlyInAnyOrder(first, again.job().id());
    }

    @Test
    void whatAGroupSetAsideAloneCoveredIsSentAgainSingly() {
        JobId id = sent(2, "0");
        report(id, 0);
        line.work();

        line.fold();

        assertThat(line.queue.receiveRetry())
                .singleElement()
                .extracting(Received::message)
                .isEqualTo(new WorkMessage.Tasks(id, 0, 1, 2, 1, 1));
        line.clock.pass(InMemoryTaskQueue.VISIBILITY);
        Job job = line.run(id);
        assertThat(job.state()).isEqualTo(State.SUCCEEDED);
        assertThat(line.answer(id)).isEqualTo(Squares.answer(2));
        assertThat(job.progress().repairs()).isEqualTo(1);
    }

    private void report(JobId id, int task) {
        var done =
                new Outcome.Done(
                        TaskSet.of(task),
                        1,
                        new Payload.Inline(Codec.longs().encode((long) task * task)),
                        Coverage.of(task, task + 1, 1),
                        Records.read(1),
                        1);
        line.reports.append(new Report(id, "r" + task, line.clock.instant(), List.of(done)));
    }

    private void cancelBeforeItsRow(JobId id) {
        line.store.replace(line.accumulator(id).sealed(new Seal.Cancelled()));
    }

    private void workOneMessage() {
        List<Received<WorkMessage>> one = line.queue.receiveWork(1);
        line.worker.work(one, PLENTY);
        line.queue.delete(one);
    }

    private JobId sent(long tasks, String tolerate) {
        JobId id = line.dispatcher.submit(Squares.request(tasks, tolerate, 2)).job().id();
        line.dispatch();
        line.clock.pass(Duration.ofSeconds(1));
        return id;
    }
}
