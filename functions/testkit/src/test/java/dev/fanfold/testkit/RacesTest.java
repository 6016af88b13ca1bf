package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.Keeper;
import dev.fanfold.engine.Submission;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.fold.Seal;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.port.ReceivedMessage;
import dev.fanfold.engine.port.TimeLeft;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.workload.Codec;
import dev.fanfold.workload.Coverage;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Records;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// Races between two writers: one of them is first.
///
/// A writer whose write is reported as failed may have been the first.
class RacesTest {
    private static final TimeLeft PLENTY = () -> Duration.ofMinutes(2);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final Squares squares = new Squares();
    private final ShakyJobStore store = new ShakyJobStore();
    private final InMemoryApplication application = new InMemoryApplication(store::around, squares);

    @Test
    void twoAggregatorsAtOnceLoseNothing() {
        JobId id = sent(4, "0");
        workOneMessage();
        workOneMessage();
        List<Report> reports = application.reports.takeStream();
        store.beforeNextFold(() -> application.aggregator.fold(reports.subList(1, 2)));

        application.aggregator.fold(reports.subList(0, 1));

        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.answer(id)).isEqualTo(Squares.answer(4));
    }

    @Test
    void aFoldWhoseAnswerIsLostCountsOnce() {
        JobId id = sent(4, "0");
        store.losesAnswerOfFold(_ -> true);

        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.answer(id)).isEqualTo(Squares.answer(4));
        assertThat(application.accumulator(id).isBalanced(application.job(id).planned())).isTrue();
    }

    @Test
    void aSealWhoseAnswerIsLostSeals() {
        JobId id = sent(4, "0");
        store.losesAnswerOfFold(accumulator -> accumulator.isSealed());

        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void theFirstSealDecides() {
        JobId id = sent(4, "0");
        application.work();
        store.beforeNextFold(() -> store.beforeNextFold(() -> cancelBeforeItsRow(id)));

        application.fold();

        assertThat(application.job(id).state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void aFinishingRowWhoseAnswerIsLostIsFinished() {
        JobId id = sent(4, "0");
        store.losesAnswerOf(row -> row.state() == State.FINISHING);

        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void aCancelWhoseAnswerIsLostWasOne() {
        JobId id = sent(4, "0");
        store.losesAnswerOf(row -> row.state() == State.CANCELLED);

        assertThat(application.dispatcher.cancel(id)).isTrue();
    }

    @Test
    void anotherRunWhoseAnswerIsLostIsOneRun() {
        JobId first = sent(4, "0");
        application.run(first);
        store.losesAnswerOf(row -> row.state() == State.ACCEPTED);

        Submission again = application.dispatcher.submitAgain(Squares.request(4, "0", 2));

        assertThat(again.fresh()).isTrue();
        assertThat(application.store.all())
                .extracting(Job::id)
                .containsExactlyInAnyOrder(first, again.job().id());
    }

    @Test
    void whatAGroupSetAsideAloneCoveredIsSentAgainSingly() {
        JobId id = sent(2, "0");
        report(id, 0);
        application.work();
        Job quiet = application.job(id);
        application.store.replace(
                quiet.with(
                        quiet.progress().quiet(application.clock.instant()),
                        application.clock.instant()));

        application.fold();

        assertThat(application.job(id).progress().quietSince()).isNull();

        assertThat(application.queue.receiveRetry())
                .singleElement()
                .extracting(ReceivedMessage::message)
                .isEqualTo(new WorkMessage.Tasks(id, 0, 0, 1, 2, 1, 1));
        application.clock.pass(InMemoryTaskQueue.VISIBILITY);
        Job job = application.run(id);
        assertThat(job.state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.answer(id)).isEqualTo(Squares.answer(2));
        assertThat(job.progress().repairs()).isEqualTo(1);
    }

    @Test
    void aDoneThatTheStreamLostBeatsALostBeforeTheJobEnds() {
        JobId id = sent(4, "1");
        report(id, 0);
        application.reports.takeStream();
        squares.before(task -> {
            if (task.index() == 0) {
                throw new PermanentFailureException("closed");
            }
        });

        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.answer(id)).isEqualTo(Squares.answer(4));
    }

    @Test
    void ofTwoKeepersAtOnceTheSecondTakesNoFirstLookForQuiet() {
        JobId id = sent(4, "0");
        application.queue.delete(application.queue.receiveWork(10));
        application.clock.pass(MINUTE);
        store.afterNextLook(application::keep);

        application.keep();

        assertThat(application.job(id).progress().quietSince()).isNotNull();
        assertThat(application.queue.depth()).isZero();
    }

    @Test
    void ofTwoKeepersAtOnceOneSendsAgain() {
        JobId id = sent(4, "0");
        application.queue.delete(application.queue.receiveWork(10));
        application.clock.pass(MINUTE);
        application.keep();
        application.clock.pass(MINUTE);
        keepTwiceAtOnce();

        assertThat(application.queue.depth()).isEqualTo(4);
        assertThat(application.job(id).progress().repairs()).isEqualTo(4);
    }

    @Test
    void ofTwoKeepersAtOnceOneSendsTheFinishAgain() {
        JobId id = sent(4, "0");
        application.work();
        application.fold();
        application.queue.delete(application.queue.receiveWork(10));
        application.clock.pass(MINUTE);
        application.keep();
        application.clock.pass(MINUTE);

        var queue = new ShakyTaskQueue(application.queue);
        queue.afterNextLook(application::keep);
        new Keeper(queue.instead(application.ports)).keep(PLENTY);

        assertThat(application.queue.depth()).isEqualTo(1);
        assertThat(application.job(id).progress().repairs()).isEqualTo(1);
        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
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
        application.reports.append(
                new Report(id, 0, "r" + task, application.clock.instant(), List.of(done)));
    }

    // The other keeper runs completely just before this one writes that it resends.
    private void keepTwiceAtOnce() {
        var other = new AtomicBoolean(true);
        store.diesBefore(row -> {
            if (row.progress().resends() == 1 && other.getAndSet(false)) {
                application.keep();
            }
            return false;
        });
        application.keep();
    }

    private void cancelBeforeItsRow(JobId id) {
        application.store.replace(application.accumulator(id).sealed(new Seal.Cancelled()));
    }

    private void workOneMessage() {
        List<ReceivedMessage<WorkMessage>> one = application.queue.receiveWork(1);
        application.worker.work(one, PLENTY);
        application.queue.delete(one);
    }

    private JobId sent(long tasks, String tolerate) {
        JobId id = application.dispatcher.submit(Squares.request(tasks, tolerate, 2)).job().id();
        application.dispatch();
        application.clock.pass(Duration.ofSeconds(1));
        return id;
    }
}
