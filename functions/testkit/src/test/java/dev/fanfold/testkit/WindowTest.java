package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.port.ReceivedMessage;
import dev.fanfold.engine.port.TaskQueue.DelayedMessage;
import dev.fanfold.engine.port.TimeLeft;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.PermanentFailureException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The option `concurrency`: at most so many chains of a job are in the queues or in workers.
class WindowTest {
    private static final TimeLeft PLENTY = () -> Duration.ofMinutes(2);
    private final Squares squares = new Squares();
    private final InMemoryApplication application = new InMemoryApplication(squares);

    @Test
    void noMoreMessagesThanTheLimitAreSentAndNotReported() {
        Seeds.forSeeds(
                1,
                50,
                random -> {
                    int tasks = 1 + random.nextInt(60);
                    int limit = 1 + random.nextInt(5);
                    int pack = 1 + random.nextInt(7);
                    JobId id = submit(tasks, "0", pack, limit);

                    assertThat(runWatching(id, limit).state()).isEqualTo(State.SUCCEEDED);

                    assertThat(application.answer(id)).isEqualTo(Squares.answer(tasks));
                    assertThat(application.job(id).progress().repairs()).isZero();
                    assertThat(application.job(id).progress().overruns()).isZero();
                });
    }

    @Test
    void lostTasksMakeRoom() {
        squares.before(task -> {
            if (task.index() % 3 == 0) {
                throw new PermanentFailureException("not divisible");
            }
        });
        JobId id = submit(30, "50%", 2, 2);

        assertThat(runWatching(id, 2).state()).isEqualTo(State.PARTIAL);
        assertThat(application.accumulator(id).losses().tasks().size()).isEqualTo(10);
    }

    @Test
    void tasksThatAreTriedAgainStayInTheirChain() {
        squares.before(task -> {
            if (squares.runs.getOrDefault(task.index(), 0) < 3) {
                throw new IllegalStateException("not yet");
            }
        });
        JobId id = submit(24, "0", 4, 3);

        assertThat(runWatching(id, 3).state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.answer(id)).isEqualTo(Squares.answer(24));
    }

    @Test
    void aChainWhoseWorkerCrashedGoesOnTaskByTask() {
        JobId id = submit(12, "0", 4, 2);
        application.dispatch();
        assertThat(application.queue.receiveRetry()).hasSize(1); // and the worker crashes
        application.clock.pass(InMemoryTaskQueue.VISIBILITY);

        assertThat(runWatching(id, 2).state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.answer(id)).isEqualTo(Squares.answer(12));
        assertThat(application.job(id).progress().repairs()).isZero();
    }

    @Test
    void aChainContinuesAfterADeadLetter() {
        JobId id = submit(4, "1", 4, 1);
        application.dispatch();
        crashOneWorker(); // so that the chain goes on task by task
        application.clock.pass(InMemoryTaskQueue.VISIBILITY);
        application.work();
        application.fold();
        for (int i = 0; i < InMemoryTaskQueue.MAX_RECEIVES; i++) {
            crashOneWorker();
            application.clock.pass(InMemoryTaskQueue.VISIBILITY);
        }

        assertThat(runWatching(id, 1).state()).isEqualTo(State.PARTIAL);
        assertThat(application.accumulator(id).losses().tasks().size()).isEqualTo(1);
    }

    @Test
    void ofTwoMessagesOfAStepOneRuns() {
        JobId id = submit(6, "0", 3, 1);
        application.dispatch();
        ReceivedMessage<WorkMessage> first = application.queue.receiveRetry().getFirst();
        application.queue.retry(List.of(DelayedMessage.now(first.message())));

        application.worker.work(List.of(first), PLENTY);
        application.queue.delete(List.of(first));
        application.work();

        assertThat(squares.runs.values()).containsOnly(1);
        assertThat(runWatching(id, 1).state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.job(id).progress().overruns()).isZero();
    }

    @Test
    void aMessageDeliveredTwiceRunsTwiceAndCountsAsAnOverrun() {
        JobId id = submit(6, "0", 3, 1);
        application.dispatch();
        ReceivedMessage<WorkMessage> message = application.queue.receiveRetry().getFirst();

        application.worker.work(List.of(message), PLENTY);
        application.worker.work(List.of(message), PLENTY);
        application.queue.delete(List.of(message));

        assertThat(runWatching(id, 1).state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.answer(id)).isEqualTo(Squares.answer(6));
        assertThat(application.job(id).progress().overruns()).isEqualTo(1);
    }

    @Test
    void reportsThatAreFoldedTwiceSendNothingMore() {
        JobId id = submit(20, "0", 2, 2);
        application.dispatch();
        application.work();
        List<Report> reports = application.reports.takeStream();
        application.aggregator.fold(reports);
        application.aggregator.fold(reports);

        assertThat(application.queue.depth()).isEqualTo(2);
        assertThat(runWatching(id, 2).state()).isEqualTo(State.SUCCEEDED);
        assertThat(squares.runs.values()).containsOnly(1);
    }

    @Test
    void theKeeperRefillsAWindowWhoseReportsTheStreamLost() {
        JobId id = submit(20, "0", 2, 2);
        application.dispatch();
        application.work();
        application.reports.takeStream();

        for (int minute = 0; minute < 5; minute++) {
            application.clock.pass(Duration.ofMinutes(1));
            application.keep();
        }

        assertThat(application.queue.depth()).isEqualTo(2);
        assertThat(application.job(id).progress().repairs()).isPositive();
        assertThat(runWatching(id, 2).state()).isEqualTo(State.SUCCEEDED);
        assertThat(squares.runs.values()).containsOnly(1);
    }

    @Test
    void theKeeperResendsOnlyTasksThatWereSent() {
        JobId id = submit(20, "0", 2, 2);
        application.dispatch();
        application.queue.delete(takeAll()); // as if SQS had lost the messages

        for (int minute = 0; minute < 5; minute++) {
            application.clock.pass(Duration.ofMinutes(1));
            application.keep();
        }

        assertThat(application.queue.depth()).isEqualTo(2);
        assertThat(application.job(id).progress().overruns()).isEqualTo(2);
        assertThat(runWatching(id, 2).state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.answer(id)).isEqualTo(Squares.answer(20));
    }

    @Test
    void aRedriveSendsWhatIsMissingWithinTheWindow() {
        var failing = new boolean[] {true};
        squares.before(task -> {
            if (failing[0] && task.index() % 5 == 2) {
                throw new PermanentFailureException("not now");
            }
        });
        JobId id = submit(40, "50%", 3, 2);
        assertThat(runWatching(id, 2).state()).isEqualTo(State.PARTIAL);
        failing[0] = false;

        application.dispatcher.redrive(id);

        assertThat(runWatching(id, 2).state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.answer(id)).isEqualTo(Squares.answer(40));
        assertThat(squares.runs.values().stream().mapToInt(runs -> runs).sum()).isEqualTo(48);
    }

    @Test
    void aRedriveRightAfterTheEndLosesNoMessage() {
        var failing = new boolean[] {true};
        squares.before(task -> {
            if (failing[0] && task.index() == 3) {
                throw new PermanentFailureException("not now");
            }
        });
        JobId id = submit(8, "1", 4, 2);
        runWithoutPause(id);
        assertThat(application.job(id).state()).isEqualTo(State.PARTIAL);
        failing[0] = false;

        application.dispatcher.redrive(id);
        runWithoutPause(id); // the worker still has the row of the earlier epoch

        assertThat(application.job(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.job(id).progress().repairs()).isZero();
    }

    private void runWithoutPause(JobId id) {
        for (int turn = 0; application.job(id).isOpen() && turn < 100; turn++) {
            application.dispatch();
            application.work();
            application.fold();
        }
    }

    @Test
    void theKeeperRepairsNothingBetweenTheStepsOfAChain() {
        JobId id = submit(8, "0", 8, 1);
        application.dispatch();
        crashOneWorker(); // so that the chain goes on task by task
        application.clock.pass(InMemoryTaskQueue.VISIBILITY);
        for (int step = 0; step < 20; step++) {
            application.clock.pass(Duration.ofSeconds(5)); // the delay of a task that crashed
            application.work();
            application.clock.pass(Duration.ofSeconds(70));
            application.keep(); // the report of the step is not folded yet
            application.fold();
        }

        assertThat(application.job(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.job(id).progress().repairs()).isZero();
        assertThat(squares.runs.values()).containsOnly(1);
        assertThat(application.answer(id)).isEqualTo(Squares.answer(8));
    }

    @Test
    void aRunningJobIsNotRedriven() {
        JobId id = submit(40, "0", 3, 2);
        application.dispatch();
        application.work();
        application.fold();

        assertThatThrownBy(() -> application.dispatcher.redrive(id))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("RUNNING");
    }

    @Test
    void theLimitIsOneToAThousand() {
        JobOptions options = JobOptions.DEFAULT;
        assertThat(options.withConcurrency(1_000).concurrency()).isEqualTo(1_000);
        assertThatThrownBy(() -> options.withConcurrency(1_001))
                .hasMessage("concurrency is 1 to 1000 tasks, not 1001");
        assertThatThrownBy(() -> options.withConcurrency(-1))
                .hasMessage("concurrency is 1 to 1000 tasks, not -1");
    }

    // Runs the job without a keeper. Before the job has all its tasks, its messages are those of
    // chains; a worker has none of them when it is looked at.
    private Job runWatching(JobId id, int limit) {
        for (int turn = 0; application.job(id).isOpen() && turn < 1_000; turn++) {
            application.dispatch();
            assertThat(application.queue.depth()).isLessThanOrEqualTo(limit);
            List<ReceivedMessage<WorkMessage>> one = application.queue.receiveRetry();
            if (!one.isEmpty()) {
                application.worker.work(one, PLENTY);
                application.queue.delete(one);
            }
            application.worker.work(takeWork(), PLENTY);
            application.fold();
            application
                    .queue
                    .takeDead()
                    .forEach(letter -> application.keeper.reportLost(letter, "received too often"));
            application.clock.pass(Duration.ofSeconds(5));
        }
        return application.job(id);
    }

    // Only the finish is in the work queue.
    private List<ReceivedMessage<WorkMessage>> takeWork() {
        List<ReceivedMessage<WorkMessage>> work = application.queue.receiveWork(10);
        assertThat(work).allMatch(message -> message.message() instanceof WorkMessage.Finish);
        application.queue.delete(work);
        return work;
    }

    private List<ReceivedMessage<WorkMessage>> takeAll() {
        var all = new ArrayList<ReceivedMessage<WorkMessage>>();
        for (var one = application.queue.receiveRetry();
                !one.isEmpty();
                one = application.queue.receiveRetry()) {
            all.addAll(one);
        }
        return all;
    }

    private void crashOneWorker() {
        application.queue.receiveRetry();
    }

    private JobId submit(int tasks, String tolerate, int pack, int concurrency) {
        JobRequest request = Squares.request(tasks, tolerate, pack);
        var limited =
                new JobRequest(
                        request.workload(),
                        request.settings(),
                        request.options().withConcurrency(concurrency),
                        null,
                        request.owner(),
                        0);
        return application.dispatcher.submitAgain(limited).job().id();
    }
}
