package dev.fanfold.aggregator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.fanfold.engine.arrival.Arrival;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.testkit.CountingWorkload;
import dev.fanfold.testkit.InMemoryApplication;
import dev.fanfold.testkit.lambda.Contexts;
import dev.fanfold.testkit.lambda.EventFile;
import dev.fanfold.workload.JobSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The stream of reports as Lambda delivers it.
///
/// Only INSERTs count. An unreadable record does not block the records before it.
class AggregatorHandlerTest {
    private static final JobId JOB = new JobId("0123456789abcdef0123456789abcdef");
    private final InMemoryApplication application =
            new InMemoryApplication(new CountingWorkload("numbers", false));
    private final AggregatorHandler handler = new AggregatorHandler(application.aggregator);

    @Test
    void everyReadableReportIsFoldedOnceAndTheShardIsTakenUpAtTheUnreadableOne() {
        start(JOB, 20);

        StreamsEventResponse answer = handle("reports-stream.json");

        assertThat(application.accumulator(JOB).done())
                .isEqualTo(TaskSet.range(0, 10).plus(TaskSet.of(12)));
        assertThat(application.accumulator(JOB).losses().ofKind(Reason.Kind.EXHAUSTED))
                .isEqualTo(TaskSet.of(11));
        assertThat(application.accumulator(JOB).ledger().coverageSum().units()).isEqualTo(11);
        assertThat(answer.getBatchItemFailures())
                .extracting(BatchItemFailure::getItemIdentifier)
                .containsExactly("11100000000000000000003");
    }

    @Test
    void aBatchThatComesAgainChangesNothing() {
        start(JOB, 20);
        handle("reports-stream.json");
        var once = application.accumulator(JOB);

        handle("reports-stream.json");

        assertThat(application.accumulator(JOB)).isEqualTo(once);
    }

    @Test
    void anEmptyBatchIsNoFailure() {
        var event = new DynamodbEvent();
        event.setRecords(List.of());

        assertThat(handler.handleRequest(event, Contexts.plenty()).getBatchItemFailures())
                .isEmpty();
    }

    @Test
    void everythingThatIsMissingIsNamedAtOnce() {
        assertThatThrownBy(() -> new AggregatorHandler(Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(
                        "aggregator",
                        "FANFOLD_JOBS_TABLE",
                        "FANFOLD_REPORTS_TABLE",
                        "FANFOLD_RESULTS_BUCKET",
                        "FANFOLD_APPLICATION");
    }

    private void start(JobId id, int tasks) {
        var request =
                new JobRequest(
                        "numbers",
                        JobSettings.of(Map.of("below", String.valueOf(tasks))),
                        JobOptions.DEFAULT,
                        null,
                        "me",
                        0);
        application.store.create(Job.accepted(id, request, null, application.clock.instant()));
        application.dispatcher.dispatch(new Arrival.Waiting(id), () -> Duration.ofMinutes(1));
    }

    private StreamsEventResponse handle(String event) {
        return handler.handleRequest(EventFile.read(event, DynamodbEvent.class), Contexts.plenty());
    }
}
