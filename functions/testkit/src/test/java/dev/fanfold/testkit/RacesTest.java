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

/// Two at once: of two writers one is first; and a writer who is told that it was not may have
/// been.
class RacesTest {
    private static final TimeLeft PLENTY = () -> Duration.ofMinutes(2);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final Squares squares = new Squares();
    private final ShakyJobStore store = new ShakyJobStore();
    private final InMemoryApplication line = new InMemoryApplication(store::around, squares);

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
        Job quiet = line.job(id);
        line.store.replace(
                quiet.with(quiet.progress().quiet(line.clock.instant()), line.clock.instant()));

        line.fold();

        assertThat(line.job(id).progress().quietSince()).isNull();

        assertThat(line.queue.receiveRetry())
                .singleElement()
                .extracting(ReceivedMessage::message)
                .isEqualTo(new WorkMessage.Tasks(id, 0, 1, 2, 1, 1));
        line.clock.pass(InMemoryTaskQueue.VISIBILITY);
        Job job = line.run(id);
        assertThat(job.state()).isEqualTo(State.SUCCEEDED);
        assertThat(line.answer(id)).isEqualTo(Squares.answer(2));
        assertThat(job.progress().repairs()).isEqualTo(1);
    }

    @Test
    void aDoneThatTheStreamLostBeatsALostBeforeTheJobEnds() {
        JobId id = sent(4, "1");
        report(id, 0);
        line.reports.takeStream();
        squares.before(task -> {
            if (task.index() == 0) {
                throw new PermanentFailureException("closed");
            }
        });

        assertThat(line.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(line.answer(id)).isEqualTo(Squares.answer(4));
    }

    @Test
    void ofTwoKeepersAtOnceTheSecondTakesNoFirstLookForQuiet() {
        JobId id = sent(4, "0");
        line.queue.delete(line.queue.receiveWork(10));
        line.clock.pass(MINUTE);
        store.afterNextLook(line::keep);

        line.keep();

        assertThat(line.job(id).progress().quietSince()).isNotNull();
        assertThat(line.queue.depth()).isZero();
    }

    @Test
    void ofTwoKeepersAtOnceOneSendsAgain() {
        JobId id = sent(4, "0");
        line.queue.delete(line.queue.receiveWork(10));
        line.clock.pass(MINUTE);
        line.keep();
        line.clock.pass(MINUTE);
        keepTwiceAtOnce();

        assertThat(line.queue.depth()).isEqualTo(4);
        assertThat(line.job(id).progress().repairs()).isEqualTo(4);
    }

    @Test
    void ofTwoKeepersAtOnceOneSendsTheFinishAgain() {
        JobId id = sent(4, "0");
        line.work();
        line.fold();
        line.queue.delete(line.queue.receiveWork(10));
        line.clock.pass(MINUTE);
        line.keep();
        line.clock.pass(MINUTE);

        var queue = new ShakyTaskQueue(line.queue);
        queue.afterNextLook(line::keep);
        new Keeper(queue.instead(line.ports)).keep(PLENTY);

        assertThat(line.queue.depth()).isEqualTo(1);
        assertThat(line.job(id).progress().repairs()).isEqualTo(1);
        assertThat(line.run(id).state()).isEqualTo(State.SUCCEEDED);
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

    // The other keeper does all it does just before this one writes that it sends again.
    private void keepTwiceAtOnce() {
        var other = new AtomicBoolean(true);
        store.diesBefore(row -> {
            if (row.progress().rounds() == 1 && other.getAndSet(false)) {
                line.keep();
            }
            return false;
        });
        line.keep();
    }

    private void cancelBeforeItsRow(JobId id) {
        line.store.replace(line.accumulator(id).sealed(new Seal.Cancelled()));
    }

    private void workOneMessage() {
        List<ReceivedMessage<WorkMessage>> one = line.queue.receiveWork(1);
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
