package dev.fanfold.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.fanfold.aws.OpenedWorks;
import dev.fanfold.aws.Settings;
import dev.fanfold.aws.ThreadTaskExecutor;
import dev.fanfold.engine.Worker;
import dev.fanfold.engine.arrival.Arrival;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.engine.port.ReportLog;
import dev.fanfold.testkit.CountingWorkload;
import dev.fanfold.testkit.InMemoryApplication;
import dev.fanfold.testkit.InMemoryWorks;
import dev.fanfold.testkit.NoScratch;
import dev.fanfold.testkit.SerialTaskExecutor;
import dev.fanfold.testkit.TwoHalves;
import dev.fanfold.testkit.lambda.Contexts;
import dev.fanfold.testkit.lambda.EventFile;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Resources;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Passes a worker messages of its queues, in the form that Lambda delivers.
///
/// The engine's own tests cover the details of working.
class WorkerHandlerTest {
    private static final JobId JOB = new JobId("0123456789abcdef0123456789abcdef");
    private final InMemoryApplication application =
            new InMemoryApplication(new CountingWorkload("numbers", false));
    private final WorkerHandler handler = new WorkerHandler(application.worker, () -> {});

    @Test
    void packedTasksAreReportedTogetherAndOnlyTheUnreadableMessageIsReturned() {
        start(25);

        SQSBatchResponse response = handle("work-packed.json");

        assertThat(response.getBatchItemFailures())
                .extracting(BatchItemFailure::getItemIdentifier)
                .containsExactly("00000002-5c4b-4f6e-9a63-2f2f8c1b7d10");
        assertThat(application.reports.takeStream())
                .singleElement()
                .satisfies(report ->
                        assertThat(report.outcomes())
                                .extracting(Outcome::tasks)
                                .containsExactly(TaskSet.range(0, 10), TaskSet.range(20, 25)));
    }

    @Test
    void aRetriedTaskReportsItsAttempt() {
        start(25);

        assertThat(handle("work-retry.json").getBatchItemFailures()).isEmpty();
        assertThat(application.reports.takeStream().getFirst().outcomes())
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Done.class, done -> assertThat(done.attempt()).isEqualTo(2));
    }

    @Test
    void aFinishMessageMakesTheAnswer() {
        start(3);
        application.work();
        application.fold();
        assertThat(application.job(JOB).state()).isEqualTo(State.FINISHING);

        assertThat(handle("work-finish.json").getBatchItemFailures()).isEmpty();
        assertThat(application.job(JOB).state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.answer(JOB)).isEqualTo("{\"count\": 3}");
    }

    @Test
    void anInvocationOpensTheWorkAndTheNextOneTriesAgainIfThatFails() throws Exception {
        var workload =
                new TwoHalves(
                        "numbers",
                        (opening, _) -> {
                            if (opening == 1) {
                                throw new IOException("no route");
                            }
                        },
                        () -> {});
        var pool = new InMemoryApplication(workload);
        var works = new OpenedWorks(Resources.of(Map.of()));
        var taskExecutor = ThreadTaskExecutor.of(new Settings(Map.of()));
        var poolHandler =
                new WorkerHandler(
                        new Worker(pool.ports, taskExecutor, new NoScratch(), works), works::close);
        start(pool, Map.of("tasks", "25"));
        assertThat(workload.openings).as("while the environment starts").hasValue(0);

        SQSEvent event = EventFile.read("work-packed.json", SQSEvent.class);
        poolHandler.handleRequest(event, Contexts.plenty());
        assertThat(pool.reports.takeStream()).as("everything is requeued").isEmpty();
        poolHandler.handleRequest(event, Contexts.plenty());
        assertThat(pool.reports.takeStream()).hasSize(1);
        poolHandler.close();

        assertThat(workload.openings).hasValue(2);
        assertThat(workload.closings).hasValue(1);
    }

    @Test
    void withoutTimeTasksAreRequeuedAndNoMessageIsReturned() {
        start(25);
        long before = application.queue.depth();

        var response =
                handler.handleRequest(
                        EventFile.read("work-retry.json", SQSEvent.class), Contexts.left(100));

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(application.queue.depth()).isEqualTo(before + 1);
        assertThat(application.reports.takeStream()).isEmpty();
    }

    @Test
    void aBatchFailsAsAWholeIfItsReportCannotBeWritten() {
        start(25);
        var handlerWithFullTable =
                new WorkerHandler(
                        new Worker(
                                withoutReports(),
                                new SerialTaskExecutor(),
                                new NoScratch(),
                                new InMemoryWorks()),
                        () -> {});
        SQSEvent event = EventFile.read("work-packed.json", SQSEvent.class);

        assertThatThrownBy(() -> handlerWithFullTable.handleRequest(event, Contexts.plenty()))
                .hasMessage("the table is full");
    }

    @Test
    void oneMessageNamesAllMissingSettings() {
        assertThatThrownBy(() -> new WorkerHandler(Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(
                        "worker",
                        "FANFOLD_JOBS_TABLE",
                        "FANFOLD_REPORTS_TABLE",
                        "FANFOLD_RESULTS_BUCKET",
                        "FANFOLD_APPLICATION",
                        "FANFOLD_POOL");
    }

    // Ports whose report log cannot be written.
    private Ports withoutReports() {
        var reports =
                new ReportLog() {
                    @Override
                    public void append(Report report) {
                        throw new IllegalStateException("the table is full");
                    }

                    @Override
                    public Stream<Report> findAll(JobId job, int round) {
                        return application.reports.findAll(job, round);
                    }
                };
        Ports all = application.ports;
        return new Ports(
                all.jobs(),
                reports,
                all.blobs(),
                all.outputs(),
                all.pools(),
                all.dispatch(),
                all.source(),
                all.workloads(),
                all.clock(),
                all.random());
    }

    private void start(int tasks) {
        start(application, Map.of("below", String.valueOf(tasks)));
    }

    private static void start(InMemoryApplication application, Map<String, String> settings) {
        var request =
                new JobRequest(
                        "numbers", JobSettings.of(settings), JobOptions.DEFAULT, null, "me", 0);
        application.store.create(Job.accepted(JOB, request, null, application.clock.instant()));
        application.dispatcher.dispatch(new Arrival.Waiting(JOB, 0), () -> Duration.ofMinutes(1));
    }

    private SQSBatchResponse handle(String event) {
        return handler.handleRequest(EventFile.read(event, SQSEvent.class), Contexts.plenty());
    }
}
