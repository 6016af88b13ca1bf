package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.arrival.InputChangedException;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.port.ReceivedMessage;
import dev.fanfold.engine.port.TimeLeft;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.workload.Codec;
import dev.fanfold.workload.Coverage;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Records;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Failures of tasks and workers: transient, permanent, deaths, lack of time.
///
/// Each is retried as often as allowed, and no more.
class FailuresTest {
    private static final TimeLeft PLENTY = () -> Duration.ofMinutes(2);
    private final Squares squares = new Squares();
    private final InMemoryApplication application = new InMemoryApplication(squares);

    @Test
    void aPassingFailureIsTriedAgainAndDone() {
        squares.before(task -> {
            if (task.index() == 3 && task.attempt() < 5) {
                throw new IOException("reset");
            }
        });

        Job job = application.run(submit(10, "0", 5));

        assertThat(job.state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.answer(job.id())).isEqualTo(Squares.answer(10));
        assertThat(squares.runs.get(3)).isEqualTo(5);
        assertThat(squares.runs.get(2)).as("neighbours run once").isEqualTo(1);
    }

    @Test
    void theFifthFailureLosesATaskWithItsRealError() {
        squares.before(task -> failAt(task.index(), 3, new IOException("disk on fire")));

        Job job = application.run(submit(10, "0", 5));

        assertThat(job.state()).isEqualTo(State.FAILED);
        assertThat(job.error())
                .isEqualTo(
                        new Reason(
                                Reason.Kind.EXHAUSTED,
                                "1 lost, 0 tolerated; the first is task 3: java.io.IOException: disk on fire"));
        assertThat(squares.runs.get(3)).isEqualTo(5);
    }

    @Test
    void aPermanentFailureIsNotTriedAgain() {
        squares.before(
                task -> failAt(task.index(), 3, new PermanentFailureException("no such market")));

        Job job = application.run(submit(10, "0", 5));

        assertThat(job.state()).isEqualTo(State.FAILED);
        assertThat(squares.runs.get(3)).isEqualTo(1);
    }

    @Test
    void lossesAreToleratedUpToTheLimitAndNotOneMore() {
        squares.before(
                task -> failAt(task.index() % 5, 0, new PermanentFailureException("every fifth")));

        Job partial = application.run(submit(10, "2", 3));
        Job failed = application.run(submit(10, "1", 3));

        assertThat(partial.state()).isEqualTo(State.PARTIAL);
        assertThat(application.answer(partial.id())).isEqualTo(String.valueOf(285 - 25));
        assertThat(application.accumulator(partial.id()).losses().tasks())
                .isEqualTo(TaskSet.of(0, 5));
        assertThat(failed.state()).isEqualTo(State.FAILED);
    }

    @Test
    void changedInputFailsTheJobWhateverItTolerates() {
        var pin = application.source.put(java.net.URI.create("mem:/x"), "abc");
        squares.before(
                task -> failAt(task.index(), 2, new InputChangedException(pin, "something else")));

        Job job = application.run(submit(10, "100%", 3));

        assertThat(job.state()).isEqualTo(State.FAILED);
        assertThat(job.error()).extracting(Reason::kind).isEqualTo(Reason.Kind.INPUT_CHANGED);
    }

    @Test
    void aMessageReceivedTwiceGoesTaskByTaskToTheRetryQueue() {
        JobId id = submit(4, "0", 4);
        application.dispatch();
        WorkMessage message = application.queue.receiveWork(10).getFirst().message();

        application.worker.work(List.of(new ReceivedMessage<>("again", message, 2)), PLENTY);

        assertThat(squares.runs)
                .as("no task is run in a batch that may have crashed its worker")
                .isEmpty();
        assertThat(application.queue.depth())
                .as("the message itself, and four single ones")
                .isEqualTo(5);
        application.clock.pass(InMemoryTaskQueue.VISIBILITY);
        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void besideAMessageReceivedTwiceNothingFirstHandRuns() {
        JobId id = submit(6, "0", 3);
        application.dispatch();
        var batch = application.queue.receiveWork(10);
        WorkMessage poison = batch.getFirst().message();
        WorkMessage healthy = batch.getLast().message();

        application.worker.work(
                List.of(
                        new ReceivedMessage<>("p", poison, 2),
                        new ReceivedMessage<>("h", healthy, 1)),
                PLENTY);
        application.queue.delete(batch);

        assertThat(squares.runs).isEmpty();
        assertThat(application.queue.depth()).as("each task on its own").isEqualTo(6);
        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(squares.runs).allSatisfy((_, runs) -> assertThat(runs).isEqualTo(1));
    }

    @Test
    void aFinishReceivedTwiceIsMadeFromTheRetryQueue() {
        JobId id = submit(2, "0", 2);
        application.dispatch();
        application.work();
        application.fold();
        var finish = application.queue.receiveWork(10);

        application.worker.work(
                List.of(new ReceivedMessage<>("f", finish.getFirst().message(), 2)), PLENTY);
        application.queue.delete(finish);

        assertThat(application.job(id).state()).isEqualTo(State.FINISHING);
        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void aTaskReportedTwiceDoesNotOpenTheCoverageOfAPartialJob() {
        squares.before(task -> failAt(task.index(), 7, new PermanentFailureException("closed")));
        JobId id = submit(10, "1", 5);
        application.reports.append(
                new Report(
                        id,
                        0,
                        "0",
                        application.clock.instant(),
                        List.of(
                                new Outcome.Done(
                                        TaskSet.of(1),
                                        1,
                                        new Payload.Inline(Codec.longs().encode(1L)),
                                        Coverage.of(1, 2, 1),
                                        Records.read(1),
                                        1))));
        application.reports.takeStream();

        assertThat(application.run(id).state()).isEqualTo(State.PARTIAL);
    }

    @Test
    void aTaskWhoseReceiversAllDieIsLost() {
        JobId id = submit(1, "0", 1);
        application.dispatch();
        application.queue.delete(application.queue.receiveWork(1));
        var single = new WorkMessage.Tasks(id, 0, 0, 0, 1, 2, 1);

        application.worker.work(List.of(new ReceivedMessage<>("m", single, 5)), PLENTY);
        application.fold();

        assertThat(squares.runs).isEmpty();
        assertThat(application.job(id).error())
                .extracting(Reason::text)
                .asString()
                .contains("the worker crashed or threw in the last of 5 attempts");
    }

    @Test
    void tasksWithoutTimeLeftAreRequeuedAsTheSameAttempt() {
        JobId id = submit(3, "0", 3);
        application.dispatch();
        var batch = application.queue.receiveWork(10);

        application.worker.work(batch, () -> Duration.ofSeconds(1));
        application.queue.delete(batch);

        assertThat(squares.runs).isEmpty();
        assertThat(application.queue.receiveRetry())
                .singleElement()
                .satisfies(one ->
                        assertThat(one.message())
                                .isEqualTo(new WorkMessage.Tasks(id, 0, 0, 0, 1, 1, 1)));
        application.clock.pass(InMemoryTaskQueue.VISIBILITY);
        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void workThatWouldBeRequeuedForTheTwelfthTimeIsLost() {
        JobId id = submit(1, "0", 1);
        application.dispatch();

        application.worker.work(
                List.of(
                        new ReceivedMessage<>(
                                "m", new WorkMessage.Tasks(id, 0, 0, 0, 1, 1, 11), 1)),
                () -> Duration.ofSeconds(1));
        application.fold();

        Reason error = Objects.requireNonNull(application.job(id).error());
        assertThat(error.kind()).isEqualTo(Reason.Kind.HOPS);
        assertThat(error.text()).contains("requeued 11 times, and not again: no time or memory");
    }

    private static void failAt(int index, int at, Exception how) throws Exception {
        if (index == at) {
            throw how;
        }
    }

    private JobId submit(long tasks, String tolerate, int pack) {
        return application.dispatcher.submit(Squares.request(tasks, tolerate, pack)).job().id();
    }
}
