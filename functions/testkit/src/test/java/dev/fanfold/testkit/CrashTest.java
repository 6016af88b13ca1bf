package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.Dispatcher;
import dev.fanfold.engine.Worker;
import dev.fanfold.engine.arrival.Arrival;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.SubmittedSettings;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.port.Pools;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.engine.port.ReportLog;
import dev.fanfold.engine.port.TaskQueue;
import dev.fanfold.engine.port.TimeLeft;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Plan;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The state after a process crashed between two calls, and its repair.
///
/// The sealed accumulator decides, no matter which function finds a row that lags behind it.
class CrashTest {
    private static final Duration PAST_THE_DEADLINE = Duration.ofHours(2);
    private static final TimeLeft PLENTY = () -> Duration.ofMinutes(2);
    private static final SubmittedSettings.Format NO_SETTINGS =
            _ -> new SubmittedSettings(JobSettings.of(Map.of()), JobOptions.DEFAULT);
    private final Squares squares = new Squares();
    private final ShakyJobStore store = new ShakyJobStore();
    private final InMemoryApplication application = new InMemoryApplication(store::around, squares);

    @Test
    void aCancelThatDiedBeforeTheRowIsNotAMissedDeadline() {
        JobId id = running("0");
        dyingAt(State.CANCELLED, () -> application.dispatcher.cancel(id));

        lookPastTheDeadline();

        assertThat(application.job(id).state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void aFailureThatDiedBeforeTheRowKeepsItsReason() {
        JobId id = failedBeforeItsRow();

        lookPastTheDeadline();

        assertThat(application.job(id).error())
                .extracting(Reason::kind)
                .isEqualTo(Reason.Kind.PERMANENT);
    }

    @Test
    void aCancelThatComesAfterTheFailureFindsIt() {
        JobId id = failedBeforeItsRow();

        assertThat(application.dispatcher.cancel(id)).isFalse();

        assertThat(application.job(id).state()).isEqualTo(State.FAILED);
    }

    @Test
    void aJobThatWasDoneInTimeIsAnsweredThoughItsRowIsBehind() {
        JobId id = running("0");
        application.work();
        dyingAt(State.FINISHING, application::fold);

        lookPastTheDeadline();

        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void aMissedDeadlineIsNeverTolerated() {
        JobId id = running("100%");
        var late = new Report(id, 0, "late", application.clock.instant(), List.of());
        // The keeper has written the losses. Before it can seal, an aggregator finds them.
        store.beforeNextFold(
                () -> store.beforeNextFold(() -> application.aggregator.fold(List.of(late))));

        lookPastTheDeadline();

        assertThat(application.job(id).error())
                .extracting(Reason::kind)
                .isEqualTo(Reason.Kind.DEADLINE);
    }

    @Test
    void aJobWhoseAccumulatorCannotBeReadEndsAtItsDeadline() {
        Job broken =
                Job.accepted(
                        Samples.id(),
                        Squares.request(1, "0", 1),
                        null,
                        application.clock.instant());
        application.store.create(
                broken.planned(Plan.numbers(0, 1, 1), broken.created()).sent(broken.created()));
        application.clock.pass(PAST_THE_DEADLINE);

        assertThatThrownBy(application::keep).hasMessageContaining("has no accumulator");

        assertThat(application.job(broken.id()).error())
                .extracting(Reason::kind)
                .isEqualTo(Reason.Kind.DEADLINE);
    }

    @Test
    void anAnswerThatWasWrittenBeforeItsRowIsAdopted() {
        var answers = new ArrayDeque<>(List.of("first", "second"));
        var application =
                new InMemoryApplication(
                        store::around,
                        new Squares() {
                            @Override
                            public Finished finish(Long total, Finishing job) {
                                return Finished.done(answers.remove());
                            }
                        });
        JobId id = application.dispatcher.submit(Squares.request(4, "0", 2)).job().id();
        application.dispatch();
        application.work();
        application.fold();
        dyingAt(State.SUCCEEDED, application::work);
        application.clock.pass(InMemoryTaskQueue.VISIBILITY);

        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(answers).isEmpty();
        assertThat(application.answer(id)).isEqualTo("first");
    }

    @Test
    void tasksAreSentBeforeTheCursorSaysSo() {
        JobId id = application.dispatcher.submit(Squares.request(4, "0", 2)).job().id();
        Ports all = application.ports;
        Pools broken =
                new Pools() {
                    @Override
                    public TaskQueue queueFor(String pool) {
                        throw new ShakyJobStore.Died();
                    }

                    @Override
                    public boolean has(String pool) {
                        return true;
                    }
                };
        var dying = with(all, all.reports(), broken);

        assertThatThrownBy(() ->
                        new Dispatcher(dying, NO_SETTINGS)
                                .dispatch(new Arrival.Waiting(id, 0), PLENTY))
                .isInstanceOf(ShakyJobStore.Died.class);

        assertThat(application.job(id).progress().sent()).isZero();
        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void retriesAreRequeuedBeforeTheReportIsWritten() {
        running("0");
        squares.before(task -> {
            if (task.index() == 0) {
                throw new IOException("reset");
            }
        });
        var batch = application.queue.receiveWork(10);
        var dying =
                new Worker(
                        with(
                                application.ports,
                                dying(application.reports),
                                application.ports.pools()),
                        new SerialTaskExecutor(),
                        new NoScratch(),
                        new InMemoryWorks());

        assertThatThrownBy(() -> dying.work(batch, PLENTY)).isInstanceOf(ShakyJobStore.Died.class);

        assertThat(application.queue.depth()).as("both messages, and task 0 alone").isEqualTo(3);
    }

    private static ReportLog dying(ReportLog log) {
        return new ReportLog() {
            @Override
            public void append(Report report) {
                throw new ShakyJobStore.Died();
            }

            @Override
            public Stream<Report> findAll(JobId job, int round) {
                return log.findAll(job, round);
            }
        };
    }

    private static Ports with(Ports ports, ReportLog reports, Pools pools) {
        return new Ports(
                ports.jobs(),
                reports,
                ports.blobs(),
                ports.outputs(),
                pools,
                ports.dispatch(),
                ports.source(),
                ports.workloads(),
                ports.clock(),
                ports.random());
    }

    private JobId failedBeforeItsRow() {
        squares.before(_ -> {
            throw new PermanentFailureException("closed");
        });
        JobId id = running("0");
        application.work();
        dyingAt(State.FAILED, application::fold);
        return id;
    }

    private JobId running(String tolerate) {
        JobId id = application.dispatcher.submit(Squares.request(4, tolerate, 2)).job().id();
        application.dispatch();
        assertThat(application.job(id).state()).isEqualTo(State.RUNNING);
        return id;
    }

    private void dyingAt(State state, Runnable what) {
        store.diesBefore(row -> row.state() == state);
        assertThatThrownBy(what::run).isInstanceOf(ShakyJobStore.Died.class);
        store.diesBefore(_ -> false);
    }

    private void lookPastTheDeadline() {
        application.clock.pass(PAST_THE_DEADLINE);
        application.keep();
    }
}
