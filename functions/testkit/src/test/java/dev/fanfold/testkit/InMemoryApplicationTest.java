package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.Submission;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.port.TimeLeft;
import dev.fanfold.workload.InvalidInputException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A job's way through all four front doors, from the request to its end.
///
/// Failures on the way are in [FailuresTest].
class InMemoryApplicationTest {
    private final Squares squares = new Squares();
    private final InMemoryApplication application = new InMemoryApplication(squares);

    @Test
    void aJobIsAnsweredAndItsLedgerBalances() {
        Job job = application.run(submit(25, "0", 10));

        assertThat(job.state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.answer(job.id())).isEqualTo(Squares.answer(25));
        assertThat(application.accumulator(job.id()).isBalanced(job.planned())).isTrue();
        assertThat(job.progress().repairs()).isZero();
        assertThat(squares.runs).hasSize(25).allSatisfy((_, runs) -> assertThat(runs).isEqualTo(1));
    }

    @Test
    void anEmptyPlanFinishesToo() {
        Job job = application.run(submit(0, "0", 10));

        assertThat(job.state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.answer(job.id())).isEqualTo("0");
    }

    @Test
    void askingAgainStartsNothingTwice() {
        Submission first = application.dispatcher.submit(Squares.request(5, "0", 1));
        application.clock.pass(Duration.ofSeconds(1));
        Submission second = application.dispatcher.submit(Squares.request(5, "0", 1));
        Job done = application.run(first.job().id());
        Submission third = application.dispatcher.submit(Squares.request(5, "0", 1));

        assertThat(first.fresh()).isTrue();
        assertThat(second).isEqualTo(new Submission(first.job(), false));
        assertThat(third).isEqualTo(new Submission(done, false));
        assertThat(squares.runs).allSatisfy((_, runs) -> assertThat(runs).isEqualTo(1));
    }

    @Test
    void askingForAnotherRunStartsAnotherJob() {
        JobId first = submit(5, "0", 1);
        application.run(first);

        Submission again = application.dispatcher.submitAgain(Squares.request(5, "0", 1));

        assertThat(again.fresh()).isTrue();
        assertThat(again.job().id()).isNotEqualTo(first);
        assertThat(application.run(again.job().id()).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void aCancelledJobsMessagesAreAcknowledgedWithoutWork() {
        JobId id = submit(10, "0", 2);
        application.dispatch();

        assertThat(application.dispatcher.cancel(id)).isTrue();
        application.work();

        assertThat(application.job(id).state()).isEqualTo(State.CANCELLED);
        assertThat(application.accumulator(id).isSealed()).isTrue();
        assertThat(squares.runs).isEmpty();
        assertThat(application.queue.depth()).isZero();
        assertThat(application.dispatcher.cancel(id)).as("it is over").isFalse();
    }

    @Test
    void aJobThatIsNotThereCannotBeCancelled() {
        assertThatThrownBy(() -> application.dispatcher.cancel(new JobId("f".repeat(32))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no job ffff");
    }

    @Test
    void aFinishThatThrowsIsTriedFiveTimesAndThenFailsTheJob() {
        var application =
                new InMemoryApplication(
                        new Squares() {
                            @Override
                            public Finished finish(Long total, dev.fanfold.workload.Finishing job) {
                                throw new IllegalStateException("no printer");
                            }
                        });

        Job job =
                application.run(
                        application.dispatcher.submit(Squares.request(3, "0", 1)).job().id());

        assertThat(job.state()).isEqualTo(State.FAILED);
        assertThat(job.error())
                .isEqualTo(
                        new Reason(
                                Reason.Kind.EXHAUSTED,
                                "finish: java.lang.IllegalStateException: no printer"));
    }

    @Test
    void aMergeThatThrowsFailsTheJobAndNotTheBatch() {
        var application =
                new InMemoryApplication(
                        new Squares() {
                            @Override
                            public Long merge(Long left, Long right) {
                                if (left > 0) {
                                    throw new InvalidInputException(
                                            "more than 100000 groups: group by fewer columns");
                                }
                                return right;
                            }
                        });

        Job job =
                application.run(
                        application.dispatcher.submit(Squares.request(5, "0", 1)).job().id());

        assertThat(job.error())
                .isEqualTo(
                        new Reason(
                                Reason.Kind.INPUT,
                                "more than 100000 groups: group by fewer columns"));
    }

    @Test
    void aDispatcherOutOfTimeHandsOnAndSendsNothingTwice() {
        JobId id = submit(5_000, "0", 1);
        application
                .dispatchQueue
                .take()
                .ifPresent(arrival -> application.dispatcher.dispatch(arrival, new Countdown(30)));

        assertThat(application.job(id).state()).isEqualTo(State.DISPATCHING);
        assertThat(application.job(id).progress().sent())
                .isBetween(1, 4_999)
                .isEqualTo((int) application.queue.depth());
        application.dispatch();
        assertThat(application.job(id).state()).isEqualTo(State.RUNNING);
        assertThat(application.queue.depth()).isEqualTo(5_000);
    }

    /// Time that runs out while a dispatcher sends: a second with each read.
    private static final class Countdown implements TimeLeft {
        private long looks;

        Countdown(long looks) {
            this.looks = looks;
        }

        @Override
        public Duration remaining() {
            return Duration.ofSeconds(looks--);
        }
    }

    private JobId submit(long tasks, String tolerate, int pack) {
        return application.dispatcher.submit(Squares.request(tasks, tolerate, pack)).job().id();
    }
}
