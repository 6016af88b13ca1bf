package dev.fanfold.testkit;

import static dev.fanfold.testkit.TracesTest.trace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.arrival.Arrival;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A job's row contains what its plan, its finish or a merge in the fold threw.
class JobTracesTest {
    @Test
    void aFoldThatCannotMergeFailsItsJobWithTheTrace() {
        var bad =
                new InMemoryApplication(
                        new Squares() {
                            @Override
                            public Long merge(Long left, Long right) {
                                if (left > 1) {
                                    throw new IllegalStateException("too much");
                                }
                                return left + right;
                            }
                        });

        Job job = bad.run(bad.dispatcher.submit(Squares.request(4, "0", 1)).job().id());

        assertThat(job.error())
                .extracting(Reason::text)
                .isEqualTo("merge of squares threw java.lang.IllegalStateException: too much");
        assertThat(trace(bad, job.id()))
                .startsWith(
                        "java.lang.IllegalStateException: too much\n\tat dev.fanfold.testkit.JobTracesTest");
    }

    @Test
    void aFinishThatThrowsFailsItsJobWithTheTrace() {
        var bad =
                new InMemoryApplication(
                        new Squares() {
                            @Override
                            public Finished finish(Long total, Finishing job) {
                                throw new IllegalStateException("no paper");
                            }
                        });

        Job job = bad.run(bad.dispatcher.submit(Squares.request(4, "0", 1)).job().id());

        assertThat(job.error())
                .extracting(Reason::text)
                .isEqualTo("finish: java.lang.IllegalStateException: no paper");
        assertThat(trace(bad, job.id()))
                .startsWith(
                        "java.lang.IllegalStateException: no paper\n\tat dev.fanfold.testkit.JobTracesTest");
    }

    @Test
    void whatAPlanThrewIsInTheRowBeforeAndAfterItsDeadLetter() {
        for (Throwable thrown :
                List.of(new IllegalStateException("no table"), new IOException("no table"))) {
            var bad = new InMemoryApplication(planning(thrown));
            JobId id = bad.dispatcher.submit(Squares.request(4, "0", 1)).job().id();

            assertThat(thrownBy(bad::dispatch)).isTrue();

            assertThat(bad.job(id).state()).isEqualTo(State.ACCEPTED);
            assertThat(trace(bad, id)).contains(thrown + "\n\tat ");
            bad.keeper.reportLost(new Arrival.Waiting(id, 0), "received 5 times");
            assertThat(bad.job(id).error())
                    .extracting(Reason::text)
                    .asString()
                    .startsWith("dispatch: received 5 times; the last time: java.")
                    .contains("no table");
            assertThat(trace(bad, id)).contains(thrown + "\n\tat ");
        }
    }

    @Test
    void anErrorOfAPlanFailsItsJobAtOnceWithItsTrace() {
        var bad = new InMemoryApplication(planning(new AssertionError("no table")));
        JobId id = bad.dispatcher.submit(Squares.request(4, "0", 1)).job().id();

        assertThat(thrownBy(bad::dispatch)).isFalse();

        assertThat(bad.job(id).error())
                .isEqualTo(
                        new Reason(
                                Reason.Kind.PERMANENT,
                                "plan of squares threw java.lang.AssertionError: no table"));
        assertThat(trace(bad, id)).contains("java.lang.AssertionError: no table\n\tat ");
    }

    @Test
    void aPlanThatSucceedsAfterAllLeavesNoTrace() {
        var tries = new int[1];
        var shaky =
                new InMemoryApplication(
                        new Squares() {
                            @Override
                            public Plan plan(Planning job) {
                                if (tries[0]++ == 0) {
                                    throw new IllegalStateException("no table yet");
                                }
                                return super.plan(job);
                            }
                        });
        JobId id = shaky.dispatcher.submit(Squares.request(4, "0", 1)).job().id();
        assertThat(thrownBy(shaky::dispatch)).isTrue();
        shaky.dispatcher.submit(Squares.request(4, "0", 1));

        Job job = shaky.run(id);

        assertThat(job.state()).isEqualTo(State.SUCCEEDED);
        assertThat(job.trace()).isNull();
    }

    @Test
    void anInputErrorOfAPlanHasNoTrace() {
        var bad = new InMemoryApplication(planning(new InvalidInputException("no column dealy")));

        Job job = bad.run(bad.dispatcher.submit(Squares.request(4, "0", 1)).job().id());

        assertThat(job.error()).isEqualTo(new Reason(Reason.Kind.INPUT, "no column dealy"));
        assertThat(job.trace()).isNull();
    }

    private static Squares planning(Throwable thrown) {
        return new Squares() {
            @Override
            public Plan plan(Planning job) {
                throw sneaky(thrown);
            }
        };
    }

    // A plan may throw checked exceptions. The signature of this one does not declare them.
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private static boolean thrownBy(Runnable what) {
        try {
            what.run();
            return false;
        } catch (RuntimeException | Error e) {
            return true;
        }
    }
}
