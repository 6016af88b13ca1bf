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

/// Passes the aggregator batches of the reports table's stream, in the form that Lambda delivers.
///
/// Only INSERTs are folded. Records before an unreadable one are folded too.
class AggregatorHandlerTest {
    private static final JobId JOB = new JobId("0123456789abcdef0123456789abcdef");
    private final InMemoryApplication application =
            new InMemoryApplication(new CountingWorkload("numbers", false));
    private final AggregatorHandler handler = new AggregatorHandler(application.aggregator);

    @Test
    void reportsAreFoldedAndTheBatchIsRetriedFromTheUnreadableRecord() {
        start(JOB, 20);

        StreamsEventResponse response = handle("reports-stream.json");

        assertThat(application.accumulator(JOB).done())
                .isEqualTo(TaskSet.range(0, 10).plus(TaskSet.of(12)));
        assertThat(application.accumulator(JOB).losses().ofKind(Reason.Kind.EXHAUSTED))
                .isEqualTo(TaskSet.of(11));
        assertThat(application.accumulator(JOB).ledger().coverageSum().units()).isEqualTo(11);
        assertThat(response.getBatchItemFailures())
                .extracting(BatchItemFailure::getItemIdentifier)
                .containsExactly("11100000000000000000003");
    }

    @Test
    void aRedeliveredBatchChangesNothing() {
        start(JOB, 20);
        handle("reports-stream.json");
        var afterFirstDelivery = application.accumulator(JOB);

        handle("reports-stream.json");

        assertThat(application.accumulator(JOB)).isEqualTo(afterFirstDelivery);
    }

    @Test
    void anEmptyBatchSucceeds() {
        var event = new DynamodbEvent();
        event.setRecords(List.of());

        assertThat(handler.handleRequest(event, Contexts.plenty()).getBatchItemFailures())
                .isEmpty();
    }

    @Test
    void oneMessageNamesAllMissingSettings() {
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
        application.dispatcher.dispatch(new Arrival.Waiting(id, 0), () -> Duration.ofMinutes(1));
    }

    private StreamsEventResponse handle(String event) {
        return handler.handleRequest(EventFile.read(event, DynamodbEvent.class), Contexts.plenty());
    }
}
