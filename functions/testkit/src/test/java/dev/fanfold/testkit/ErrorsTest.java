package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.port.TimeLeft;
import dev.fanfold.workload.Codec;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Errors that a workload throws fail its tasks.
///
/// Only errors of the environment end an invocation.
class ErrorsTest {
    private static final TimeLeft PLENTY = () -> Duration.ofMinutes(2);

    private static final List<Supplier<Error>> ITS_OWN =
            List.of(
                    StackOverflowError::new,
                    () -> new AssertionError("no price"),
                    () -> new ExceptionInInitializerError("no table"),
                    () -> new NoClassDefFoundError("org/example/Codec"),
                    () -> new UnsatisfiedLinkError("no ffmpeg"));

    @Test
    void aTasksOwnErrorIsTriedAgainAndThenLostWithItsText() {
        for (Supplier<Error> error : ITS_OWN) {
            var squares = new Squares();
            squares.before(task -> {
                if (task.index() == 1) {
                    throw error.get();
                }
            });
            var application = new InMemoryApplication(squares);

            Job job = application.run(submit(application));

            assertThat(job.state()).isEqualTo(State.FAILED);
            assertThat(job.error())
                    .isEqualTo(
                            new Reason(
                                    Reason.Kind.EXHAUSTED,
                                    "1 lost, 0 tolerated; the first is task 1: " + error.get()));
            assertThat(squares.runs).containsEntry(0, 1).containsEntry(1, 5);
        }
    }

    @Test
    void aTaskThatMeetsAnErrorOnceIsDone() {
        var squares = new Squares();
        squares.before(task -> {
            if (task.attempt() == 1) {
                throw new StackOverflowError();
            }
        });
        var application = new InMemoryApplication(squares);

        assertThat(application.run(submit(application)).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void aClassThatCannotBeLoadedIsLostWithTheReason() {
        var squares = new Squares();
        squares.before(task -> assertThat(Prices.COUNT).isNotEqualTo(task.index()));
        var application = new InMemoryApplication(squares);

        assertThat(application.run(submit(application)).error())
                .extracting(Reason::text)
                .asString()
                .contains("Could not initialize class", "NumberFormatException", "many");
    }

    @Test
    void anEnvironmentOutOfMemoryEndsTheInvocation() {
        var squares = new Squares();
        squares.before(_ -> {
            throw new OutOfMemoryError("Java heap space");
        });
        var application = new InMemoryApplication(squares);
        submit(application);
        application.dispatch();

        assertThatThrownBy(application::work).isInstanceOf(OutOfMemoryError.class);
        assertThat(application.reports.takeStream()).isEmpty();
    }

    @Test
    void anEncodeThatThrowsLosesItsTasksAndNoOthers() {
        var application =
                new InMemoryApplication(
                        writing(() -> {
                            throw new IllegalStateException("too long");
                        }));
        submit(application);
        application.dispatch();

        application.worker.work(application.queue.receiveWork(10), PLENTY);

        assertThat(application.reports.takeStream().getFirst().outcomes())
                .extracting(ErrorsTest::withoutTrace)
                .hasSize(3)
                .endsWith(lost(2, "too long"), lost(3, "too long"))
                .first()
                .extracting(Outcome::tasks)
                .isEqualTo(TaskSet.range(0, 2));
    }

    @Test
    void anErrorInEncodeIsTheReasonOfTheLoss() {
        for (Supplier<Error> error : ITS_OWN) {
            var application =
                    new InMemoryApplication(
                            writing(() -> {
                                throw error.get();
                            }));

            Job job = application.run(submit(application));

            assertThat(job.error())
                    .isEqualTo(
                            new Reason(
                                    Reason.Kind.PERMANENT,
                                    "2 lost, 0 tolerated; the first is task 2: encode of squares threw "
                                            + error.get()));
        }
    }

    @Test
    void anErrorInTheMergeOfAFoldFailsItsJob() {
        for (Supplier<Error> error : ITS_OWN) {
            var application =
                    new InMemoryApplication(
                            new Squares() {
                                @Override
                                public Long merge(Long left, Long right) {
                                    if (left > 1) {
                                        throw error.get();
                                    }
                                    return left + right;
                                }
                            });

            Job job =
                    application.run(
                            application.dispatcher.submit(Squares.request(4, "0", 1)).job().id());

            assertThat(job.error())
                    .isEqualTo(
                            new Reason(
                                    Reason.Kind.PERMANENT,
                                    "merge of squares threw " + error.get()));
        }
    }

    private static final class Prices {
        static final Integer COUNT = Integer.valueOf("many");
    }

    private static JobId submit(InMemoryApplication application) {
        return application.dispatcher.submit(Squares.request(4, "0", 2)).job().id();
    }

    private static Outcome withoutTrace(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Lost lost ->
                    new Outcome.Lost(lost.task(), lost.attempt(), lost.epoch(), lost.reason());
            case Outcome.Done done -> done;
        };
    }

    private static Outcome lost(int task, String text) {
        return new Outcome.Lost(
                task,
                1,
                0,
                new Reason(
                        Reason.Kind.PERMANENT,
                        "encode of squares threw java.lang.IllegalStateException: " + text));
    }

    /// Sums that cannot be encoded if they exceed 1.
    private static Squares writing(Runnable otherwise) {
        return new Squares() {
            @Override
            public Codec<Long> codec() {
                return new Codec<>() {
                    @Override
                    public byte[] encode(Long value) {
                        if (value > 1) {
                            otherwise.run();
                        }
                        return Codec.longs().encode(value);
                    }

                    @Override
                    public Long decode(byte[] bytes) {
                        return Codec.longs().decode(bytes);
                    }
                };
            }
        };
    }
}
