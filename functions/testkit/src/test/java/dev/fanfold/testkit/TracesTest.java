package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.JobQueries;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.fold.LossGroup;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.outcome.Traces;
import dev.fanfold.engine.port.ReceivedMessage;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.workload.Codec;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The trace of what a workload threw, in the report, the losses and the job.
class TracesTest {
    private final Squares squares = new Squares();
    private final InMemoryApplication application = new InMemoryApplication(squares);

    @Test
    void theLastFailureOfATaskThatIsGivenUpIsKept() {
        squares.before(task -> failed(task, 3, new IOException("attempt " + task.attempt())));

        JobId id = run(10, "100%", 5);

        LossGroup group = only(id);
        assertThat(group.reason())
                .isEqualTo(new Reason(Reason.Kind.EXHAUSTED, "java.io.IOException: attempt 5"));
        assertThat(group.tasks()).isEqualTo(TaskSet.of(3));
        assertThat(trace(id))
                .startsWith("java.io.IOException: attempt 5\n\tat ")
                .contains("TracesTest.java:", "Squares.work(Squares.java:")
                .doesNotContain("dev.fanfold.engine.", "SerialTaskExecutor");
    }

    @Test
    void anythingThatATaskThrowsHasATrace() {
        for (Throwable thrown :
                List.of(
                        new PermanentFailureException("no market", new IOException("closed")),
                        new InvalidInputException("no number"),
                        new AssertionError("no price"),
                        new StackOverflowError(),
                        new NoClassDefFoundError("org/example/Codec"))) {
            squares.before(task -> failed(task, 1, thrown));

            assertThat(trace(run(4, "100%", 2))).startsWith(thrown.getClass().getName());
        }
    }

    @Test
    void lossesWithOneTraceAreOneGroupWhateverTheirMessages() {
        squares.before(task -> {
            if (task.index() % 2 == 0) {
                throw new PermanentFailureException("no market " + task.index());
            }
            failed(task, 7, new PermanentFailureException("no price"));
        });

        JobId id = run(10, "100%", 3);

        List<LossGroup> groups = application.accumulator(id).losses().groups();
        assertThat(groups).extracting(LossGroup::count).containsExactly(5, 1);
        assertThat(groups.getFirst().reason().text()).isEqualTo("no market 0");
        assertThat(application.job(id).trace()).isNull();
        assertThat(
                        new JobQueries(application.ports)
                                .trace(application.job(id), groups.getLast().trace())
                                .orElseThrow())
                .startsWith("dev.fanfold.workload.PermanentFailureException: no price");
    }

    @Test
    void aTaskRequeuedTooOftenKeepsItsLastTrace() {
        squares.before(task -> failed(task, 0, new IOException("again")));
        JobId id = submit(1, "100%", 1);
        application.dispatch();
        var often = new WorkMessage.Tasks(id, 0, 0, 0, 1, 1, 11);

        application.worker.work(
                List.of(new ReceivedMessage<>("often", often, 1)), () -> Duration.ofMinutes(2));

        Report report = application.reports.takeStream().getFirst();
        var lost = (Outcome.Lost) report.outcomes().getFirst();
        assertThat(lost.reason().kind()).isEqualTo(Reason.Kind.HOPS);
        assertThat(((Traces.Inline) report.traces()).texts())
                .singleElement()
                .asString()
                .startsWith("java.io.IOException: again");
    }

    @Test
    void whatTheCodecThrowsIsTheTraceOfItsTasks() {
        var bad =
                new InMemoryApplication(
                        new Squares() {
                            @Override
                            public Codec<Long> codec() {
                                return broken();
                            }
                        });

        JobId id = bad.dispatcher.submit(Squares.request(4, "100%", 2)).job().id();
        bad.run(id);

        assertThat(bad.accumulator(id).losses().groups())
                .singleElement()
                .extracting(LossGroup::count)
                .isEqualTo(2);
        assertThat(trace(bad, id))
                .startsWith(
                        "java.lang.IllegalStateException: too long\n\tat dev.fanfold.testkit.TracesTest");
    }

    @Test
    void aDeadLetterHasNone() {
        JobId id = submit(2, "100%", 2);
        application.dispatch();
        application.keeper.reportLost(
                application.queue.receiveWork(1).getFirst().message(), "received 5 times");
        application.fold();

        assertThat(application.accumulator(id).losses().tasks().size()).isEqualTo(2);
        assertThat(application.accumulator(id).losses().groups()).isEmpty();
        assertThat(new JobQueries(application.ports).trace(standing(application, id))).isEmpty();
    }

    @Test
    void aSuccessHasNone() {
        JobId id = run(10, "0", 3);

        assertThat(new JobQueries(application.ports).trace(standing(application, id))).isEmpty();
        assertThat(application.reports.takeStream())
                .allSatisfy(report -> assertThat(report.traces()).isEqualTo(Traces.Inline.NONE));
    }

    private static void failed(Task task, int which, Throwable thrown) throws Exception {
        if (task.index() == which) {
            switch (thrown) {
                case Error error -> throw error;
                case Exception exception -> throw exception;
                default -> throw new AssertionError(thrown);
            }
        }
    }

    private static Codec<Long> broken() {
        return new Codec<>() {
            @Override
            public byte[] encode(Long value) {
                if (value > 1) {
                    throw new IllegalStateException("too long");
                }
                return Codec.longs().encode(value);
            }

            @Override
            public Long decode(byte[] bytes) {
                return Codec.longs().decode(bytes);
            }
        };
    }

    private JobId run(int tasks, String tolerate, int pack) {
        return application.run(submit(tasks, tolerate, pack)).id();
    }

    private JobId submit(int tasks, String tolerate, int pack) {
        return application
                .dispatcher
                .submitAgain(Squares.request(tasks, tolerate, pack))
                .job()
                .id();
    }

    private LossGroup only(JobId id) {
        assertThat(application.accumulator(id).losses().groups()).hasSize(1);
        return application.accumulator(id).losses().groups().getFirst();
    }

    private String trace(JobId id) {
        return trace(application, id);
    }

    static String trace(InMemoryApplication on, JobId id) {
        return new JobQueries(on.ports).trace(standing(on, id)).orElseThrow();
    }

    private static JobQueries.JobStatus standing(InMemoryApplication on, JobId id) {
        return new JobQueries(on.ports).status(id).orElseThrow();
    }
}
