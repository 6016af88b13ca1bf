package dev.fanfold.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.fanfold.engine.arrival.Arrival;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.testkit.CountingWorkload;
import dev.fanfold.testkit.InMemoryApplication;
import dev.fanfold.testkit.lambda.Contexts;
import dev.fanfold.testkit.lambda.EventFile;
import dev.fanfold.testkit.lambda.RecordedLog;
import dev.fanfold.workload.JobSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Passes the keeper's handlers scheduled events and dead letters, in the form that Lambda
/// delivers.
class KeeperHandlersTest {
    private static final JobId JOB = new JobId("0123456789abcdef0123456789abcdef");
    private static final JobId NEVER_DISPATCHED = new JobId("fedcba9876543210fedcba9876543210");
    private final InMemoryApplication application =
            new InMemoryApplication(new CountingWorkload("numbers", false));

    @Test
    void aScheduledEventHandlesTheStalledJobs() {
        var handler = new KeeperHandler(application.keeper);
        start(JOB, 20);

        assertThat(handleSchedule(handler)).isEqualTo(new KeeperHandler.KeeperResult(0));
        application.clock.pass(Duration.ofMinutes(2));
        assertThat(handleSchedule(handler)).isEqualTo(new KeeperHandler.KeeperResult(1));
    }

    @Test
    void deadLettersAreReportedAndOnlyTheUnreadableOneIsReturned() {
        start(JOB, 20);
        accept(NEVER_DISPATCHED, 5);

        var response =
                new DeadLetterHandler(application.keeper)
                        .handleRequest(
                                EventFile.read("dead-letters.json", SQSEvent.class),
                                Contexts.plenty());

        assertThat(response.getBatchItemFailures())
                .extracting(BatchItemFailure::getItemIdentifier)
                .containsExactly("00000003-5c4b-4f6e-9a63-2f2f8c1b7d10");
        assertThat(application.reports.takeStream().getFirst().outcomes())
                .hasSize(2)
                .allSatisfy(outcome ->
                        assertThat(outcome)
                                .isInstanceOfSatisfying(
                                        Outcome.Lost.class,
                                        lost ->
                                                assertThat(lost.reason().kind())
                                                        .isEqualTo(Reason.Kind.DEAD_LETTER)));
        assertThat(application.job(NEVER_DISPATCHED).state()).isEqualTo(State.FAILED);
    }

    @Test
    void eachInvocationWritesOneLogLine() {
        start(JOB, 20);
        application.clock.pass(Duration.ofMinutes(2));
        var log = new RecordedLog();
        var context = Contexts.logging(log);

        new KeeperHandler(application.keeper)
                .handleRequest(EventFile.read("schedule.json", ScheduledEvent.class), context);
        new DeadLetterHandler(application.keeper)
                .handleRequest(EventFile.read("dead-letters.json", SQSEvent.class), context);

        assertThat(log.lines()).hasSize(2);
        assertThat(log.lines().getFirst()).contains(JOB.value());
        assertThat(log.lines().getLast()).contains("\"Lost\":2", "\"Returned\":1");
    }

    @Test
    void oneMessageNamesAllMissingSettings() {
        assertThatThrownBy(() -> new KeeperHandler(Map.of()))
                .hasMessageContainingAll(
                        "keeper",
                        "FANFOLD_JOBS_TABLE",
                        "FANFOLD_REPORTS_TABLE",
                        "FANFOLD_RESULTS_BUCKET",
                        "FANFOLD_DISPATCH_QUEUE_URL",
                        "FANFOLD_APPLICATION");
        assertThatThrownBy(() -> new DeadLetterHandler(Map.of()))
                .hasMessageContainingAll(
                        "dead letters",
                        "FANFOLD_JOBS_TABLE",
                        "FANFOLD_REPORTS_TABLE",
                        "FANFOLD_RESULTS_BUCKET");
    }

    private static KeeperHandler.KeeperResult handleSchedule(KeeperHandler handler) {
        return handler.handleRequest(
                EventFile.read("schedule.json", ScheduledEvent.class), Contexts.plenty());
    }

    private void start(JobId id, int tasks) {
        accept(id, tasks);
        application.dispatcher.dispatch(new Arrival.Waiting(id, 0), () -> Duration.ofMinutes(1));
    }

    private void accept(JobId id, int tasks) {
        var request =
                new JobRequest(
                        "numbers",
                        JobSettings.of(Map.of("below", String.valueOf(tasks))),
                        JobOptions.DEFAULT,
                        null,
                        "me",
                        0);
        application.store.create(Job.accepted(id, request, null, application.clock.instant()));
    }
}
