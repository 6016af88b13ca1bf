package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.Worker;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.port.ReceivedMessage;
import dev.fanfold.engine.port.Scratch;
import dev.fanfold.engine.port.TimeLeft;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.workload.Codec;
import dev.fanfold.workload.Coverage;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How a worker isolates jobs, messages and tasks, and what it covers.
class WorkerTest {
    private static final TimeLeft PLENTY = () -> Duration.ofMinutes(2);
    private final Squares squares = new Squares();
    private final InMemoryApplication application = new InMemoryApplication(squares);

    @Test
    void aJobThatCannotBeWorkedOnKeepsNoOtherFromIt() {
        Job strange = Job.accepted(Samples.id(), stranger(), null, application.clock.instant());
        application.store.create(
                strange.planned(Plan.numbers(0, 1, 1), application.clock.instant()));
        sent(4);
        var batch = new ArrayList<ReceivedMessage<WorkMessage>>();
        batch.add(
                new ReceivedMessage<>(
                        "s", new WorkMessage.Tasks(strange.id(), 0, 0, 0, 1, 1, 0), 1));
        batch.addAll(application.queue.receiveWork(10));

        assertThatThrownBy(() -> application.worker.work(batch, PLENTY))
                .hasMessageContaining("no workload is called \"strange\"");

        assertThat(squares.runs).hasSize(4);
        assertThat(application.reports.takeStream()).hasSize(1);
    }

    @Test
    void aTaskAndItsDuplicateBesideItHaveDirectoriesOfTheirOwn() {
        var asked = new ArrayList<String>();
        squares.before(task -> assertThat(task.scratch().get()).isNotNull());
        var worker =
                new Worker(
                        application.ports,
                        new SerialTaskExecutor(),
                        noting(asked),
                        new InMemoryWorks());
        JobId id = sent(1);
        var message = new WorkMessage.Tasks(id, 0, 0, 0, 1, 1, 0);

        worker.work(
                List.of(
                        new ReceivedMessage<>("a", message, 1),
                        new ReceivedMessage<>("b", message, 1)),
                PLENTY);

        assertThat(asked).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void tasksOfTwoJobsInOneInvocationHaveDirectoriesOfTheirOwn() {
        var asked = new ArrayList<String>();
        squares.before(task -> assertThat(task.scratch().get()).isNotNull());
        var worker =
                new Worker(
                        application.ports,
                        new SerialTaskExecutor(),
                        noting(asked),
                        new InMemoryWorks());
        var first = new WorkMessage.Tasks(sent(1), 0, 0, 0, 1, 1, 0);
        var second = new WorkMessage.Tasks(sent(2), 0, 0, 0, 1, 1, 0);

        worker.work(
                List.of(
                        new ReceivedMessage<>("a", first, 1),
                        new ReceivedMessage<>("b", second, 1)),
                PLENTY);

        assertThat(asked).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void doneTasksOfAPartlyDoneMessageAreReportedOneByOne() {
        squares.before(task -> {
            if (task.index() == 1) {
                throw new IOException("reset");
            }
        });
        application.dispatcher.submit(Squares.request(4, "0", 4));
        application.dispatch();

        application.worker.work(application.queue.receiveWork(1), PLENTY);

        assertThat(application.reports.takeStream().getFirst().outcomes())
                .extracting(Outcome::tasks)
                .containsExactly(TaskSet.of(0), TaskSet.of(2), TaskSet.of(3));
    }

    @Test
    void aTaskThatCoversLessThanItSaysFailsItsJob() {
        var application = new InMemoryApplication(covering(2));
        Job job =
                application.run(
                        application.dispatcher.submit(Squares.request(4, "0", 2)).job().id());

        assertThat(job.error())
                .isEqualTo(
                        new Reason(
                                Reason.Kind.INPUT,
                                "the coverage of the input does not close: numbers 2 to 3 are not covered (task 2, slice 2 to 3)"));
    }

    @Test
    void aGapThatNoLossExplainsIsNotTolerated() {
        Squares gap = covering(2);
        gap.before(task -> {
            if (task.index() == 0) {
                throw new PermanentFailureException("closed");
            }
        });
        var application = new InMemoryApplication(gap);
        Job job =
                application.run(
                        application.dispatcher.submit(Squares.request(4, "1", 2)).job().id());

        assertThat(job.error())
                .extracting(Reason::text)
                .asString()
                .contains("numbers 2 to 3 are not covered");
    }

    @Test
    void aFinishThatWouldBeRequeuedForTheTwelfthTimeFailsItsJob() {
        JobId id = sent(2);
        application.work();
        application.fold();
        var finish = new WorkMessage.Finish(id, 0, 0, 1, 11);

        application.worker.work(
                List.of(new ReceivedMessage<>("f", finish, 1)), () -> Duration.ofSeconds(1));

        assertThat(application.job(id).error())
                .extracting(Reason::kind)
                .isEqualTo(Reason.Kind.HOPS);
    }

    @Test
    void noFurtherTaskIsStartedWhenManyBytesOfResultsWaitForTheReport() {
        var heavy = new Heavy();
        var application = new InMemoryApplication(heavy);
        JobId id = application.dispatcher.submit(Squares.request(4, "0", 4)).job().id();
        application.dispatch();

        List<ReceivedMessage<WorkMessage>> message = application.queue.receiveWork(1);
        application.worker.work(message, PLENTY);
        application.queue.delete(message);

        assertThat(heavy.runs).containsOnlyKeys(0, 1);
        application.fold();
        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.answer(id)).isEqualTo(Squares.answer(4));
        assertThat(heavy.runs.values()).containsOnly(1);
    }

    // Two of its results exceed what an invocation collects.
    private static final class Heavy extends Squares {
        @Override
        public Codec<Long> codec() {
            return new Codec<>() {
                @Override
                public byte[] encode(Long value) {
                    return ByteBuffer.allocate(50 << 20).putLong(value).array();
                }

                @Override
                public Long decode(byte[] bytes) {
                    return ByteBuffer.wrap(bytes).getLong();
                }
            };
        }
    }

    private static Squares covering(int nothingAt) {
        return new Squares() {
            @Override
            public TaskResult<Long> work(Task task) throws Exception {
                TaskResult<Long> worked = super.work(task);
                return task.index() == nothingAt
                        ? new TaskResult<>(worked.partial(), Coverage.NONE, Records.NONE)
                        : worked;
            }
        };
    }

    private static JobRequest stranger() {
        var request = Squares.request(1, "0", 1);
        return new JobRequest("strange", request.settings(), request.options(), null, "me", 0);
    }

    private static Scratch noting(List<String> asked) {
        return new Scratch() {
            @Override
            public Path directory(String name) {
                asked.add(name);
                return Path.of(name);
            }

            @Override
            public void wipe() {}
        };
    }

    private JobId sent(long tasks) {
        JobId id = application.dispatcher.submit(Squares.request(tasks, "0", 2)).job().id();
        application.dispatch();
        return id;
    }
}
