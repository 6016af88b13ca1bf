package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.JobQueries;
import dev.fanfold.engine.arrival.Arrival;
import dev.fanfold.engine.arrival.InboxKey;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.fold.MergeFailedException;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.port.TimeLeft;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.workload.Codec;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Table;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Errors of a workload outside of tasks: each ends its job with its reason.
class PlanningErrorsTest {
    private static final TimeLeft PLENTY = () -> Duration.ofMinutes(2);
    private static final List<Supplier<Error>> ITS_OWN =
            List.of(
                    StackOverflowError::new,
                    () -> new AssertionError("no price"),
                    () -> new ExceptionInInitializerError("no table"),
                    () -> new NoClassDefFoundError("org/example/Codec"),
                    () -> new UnsatisfiedLinkError("no ffmpeg"),
                    () -> new Error("of its own kind"));

    @Test
    void anErrorInPlanningFailsTheJobAtOnce() {
        for (Supplier<Error> error : ITS_OWN) {
            var application = new InMemoryApplication(planning(error));
            JobId id = submit(application);

            application.dispatch();

            assertThat(application.job(id).error())
                    .isEqualTo(
                            new Reason(
                                    Reason.Kind.PERMANENT, "plan of squares threw " + error.get()));
            assertThat(application.dispatchQueue.depth()).isZero();
        }
    }

    @Test
    void aPermanentFailureInPlanningFailsTheJobAtOnce() {
        var application =
                new InMemoryApplication(
                        new Squares() {
                            @Override
                            public Plan plan(Planning job) {
                                throw new PermanentFailureException("the account is closed");
                            }
                        });
        JobId id = submit(application);

        application.dispatch();

        assertThat(application.job(id).error())
                .isEqualTo(new Reason(Reason.Kind.PERMANENT, "the account is closed"));
        assertThat(application.job(id).trace()).isNotNull();
        assertThat(application.dispatchQueue.depth()).isZero();
    }

    @Test
    void anErrorInWhatThePlanStartsFromFailsTheJobAtOnce() {
        for (Supplier<Error> error : ITS_OWN) {
            for (Squares squares : List.of(empty(error), encoding(error))) {
                var application = new InMemoryApplication(squares);
                JobId id = submit(application);

                application.dispatch();

                assertThat(application.job(id).state()).isEqualTo(State.FAILED);
                assertThat(application.job(id).error())
                        .extracting(Reason::text)
                        .isEqualTo("plan of squares threw " + error.get());
            }
        }
    }

    @Test
    void anUploadThatPlansWithAnErrorKeepsNoOtherFromItsPlan() {
        var application =
                new InMemoryApplication(
                        new Lengths() {
                            @Override
                            public Plan plan(Planning job) throws IOException {
                                if (job.pin().name().equals("bad")) {
                                    throw new StackOverflowError();
                                }
                                return super.plan(job);
                            }
                        });
        application.source.put(InboxKey.uri("inbox", "lengths/mine/settings.json"), "each=1");
        Pin bad = application.source.put(InboxKey.uri("inbox", "lengths/mine/bad"), "1\n2\n");
        Pin good = application.source.put(InboxKey.uri("inbox", "lengths/mine/good"), "1\n2\n");

        application.dispatcher.dispatch(new Arrival.Uploaded(List.of(bad, good)), PLENTY);

        assertThat(application.store.all())
                .extracting(Job::state)
                .containsExactlyInAnyOrder(State.FAILED, State.RUNNING);
    }

    /// An error of the environment. The dead letter of the message ends the job.
    @Test
    void aPlanWithoutMemoryEndsWithItsDeadLetter() {
        var application =
                new InMemoryApplication(planning(() -> new OutOfMemoryError("Java heap space")));
        JobId id = submit(application);
        Arrival message = application.dispatchQueue.take().orElseThrow();

        assertThatThrownBy(() -> application.dispatcher.dispatch(message, PLENTY))
                .isInstanceOf(OutOfMemoryError.class);
        assertThat(application.job(id).state()).isEqualTo(State.ACCEPTED);

        application.keeper.reportLost(message, "received 5 times");
        assertThat(application.job(id).error())
                .isEqualTo(new Reason(Reason.Kind.DEAD_LETTER, "dispatch: received 5 times"));
    }

    @Test
    void anUploadWhosePlanHasNoMemoryEndsTooThoughItsLetterNamesNoJob() {
        var application =
                new InMemoryApplication(
                        new Lengths() {
                            @Override
                            public Plan plan(Planning job) {
                                throw new OutOfMemoryError("Java heap space");
                            }
                        });
        application.source.put(InboxKey.uri("inbox", "lengths/mine/settings.json"), "each=1");
        Pin pin = application.source.put(InboxKey.uri("inbox", "lengths/mine/big"), "1\n2\n");
        var uploaded = new Arrival.Uploaded(List.of(pin));
        assertThatThrownBy(() -> application.dispatcher.dispatch(uploaded, PLENTY))
                .isInstanceOf(OutOfMemoryError.class);
        application.keeper.reportLost(uploaded, "received 5 times");

        // The keeper finds the stalled job and sends its message again.
        application.clock.pass(Duration.ofMinutes(5));
        application.keep();
        Arrival again = application.dispatchQueue.take().orElseThrow();
        application.keeper.reportLost(again, "received 5 times");

        assertThat(application.store.all()).extracting(Job::state).containsExactly(State.FAILED);
    }

    @Test
    void anErrorInFinishFailsTheJobWithItsText() {
        for (Supplier<Error> error : ITS_OWN) {
            var application =
                    new InMemoryApplication(
                            new Squares() {
                                @Override
                                public Finished finish(Long total, Finishing job) {
                                    throw error.get();
                                }
                            });

            assertThat(application.run(submit(application)).error())
                    .isEqualTo(new Reason(Reason.Kind.EXHAUSTED, "finish: " + error.get()));
        }
    }

    @Test
    void anErrorInAPreviewOrATableIsAFaultWithItsReason() {
        for (Supplier<Error> error : ITS_OWN) {
            var application = new InMemoryApplication(showing(error));
            JobId id = submit(application);
            application.dispatch();
            var jobQueries = new JobQueries(application.ports);
            var jobStatus = jobQueries.status(id).orElseThrow();

            assertThatThrownBy(() -> jobQueries.answer(jobStatus))
                    .isInstanceOf(MergeFailedException.class)
                    .hasMessage("preview of squares threw " + error.get());
            assertThatThrownBy(() -> jobQueries.table(jobStatus))
                    .isInstanceOf(MergeFailedException.class)
                    .hasMessage("table of squares threw " + error.get());
        }
    }

    @Test
    void aWorkloadWithoutADefinitionIsNamed() {
        var broken =
                new Squares() {
                    @Override
                    public Definition definition() {
                        throw new ExceptionInInitializerError("no table");
                    }
                };

        assertThatThrownBy(() -> Workloads.of(broken))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(broken.getClass().getName())
                .hasMessageContaining("java.lang.ExceptionInInitializerError: no table");
    }

    private static JobId submit(InMemoryApplication application) {
        return application.dispatcher.submit(Squares.request(4, "0", 2)).job().id();
    }

    private static Squares planning(Supplier<Error> error) {
        return new Squares() {
            @Override
            public Plan plan(Planning job) {
                throw error.get();
            }
        };
    }

    private static Squares empty(Supplier<Error> error) {
        return new Squares() {
            @Override
            public Long empty() {
                throw error.get();
            }
        };
    }

    private static Squares encoding(Supplier<Error> error) {
        return new Squares() {
            @Override
            public Codec<Long> codec() {
                throw error.get();
            }
        };
    }

    private static Squares showing(Supplier<Error> error) {
        return new Squares() {
            @Override
            public Optional<String> preview(Long total, Finishing job) {
                throw error.get();
            }

            @Override
            public Optional<Table> table(Long total, Finishing job) {
                throw error.get();
            }
        };
    }
}
