package dev.fanfold.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.fanfold.engine.Dispatcher;
import dev.fanfold.engine.arrival.InboxKey;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.messages.SettingsJson;
import dev.fanfold.testkit.CountingWorkload;
import dev.fanfold.testkit.InMemoryApplication;
import dev.fanfold.testkit.lambda.Contexts;
import dev.fanfold.testkit.lambda.EventFile;
import dev.fanfold.workload.JobSettings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Passes the dispatcher messages of the dispatch queue, in the form that Lambda delivers.
///
/// The engine's own tests cover the details of dispatching.
class DispatcherHandlerTest {
    private static final JobId JOB = new JobId("0123456789abcdef0123456789abcdef");
    private final InMemoryApplication application =
            new InMemoryApplication(
                    new CountingWorkload("counts", true), new CountingWorkload("numbers", false));
    private final DispatcherHandler handler = new DispatcherHandler(application.dispatcher);

    @Test
    void anUploadUnderAnyKeyIsPlannedAndSent() {
        upload("counts/january/settings.json");

        assertThat(handle("dispatch-upload.json").getBatchItemFailures()).isEmpty();

        Job job = application.store.all().getFirst();
        assertThat(Objects.requireNonNull(job.input()).uri())
                .isEqualTo(InboxKey.uri("fanfold-inbox", "counts/january/a b+c%ü.csv"));
        assertThat(job.input().version()).isEqualTo("096fKKXTRTtl3on89fVO.nfljtsv6qko");
        assertThat(job.state()).isEqualTo(State.RUNNING);
        assertThat(application.queue.depth()).isEqualTo(3);
    }

    @Test
    void anUnpairedSurrogateInSettingsFailsTheJobWithItsPlace() {
        for (String settings :
                List.of(
                        "{\"each\":\"\\ud800\"}",
                        "{\"\\uDFFF\":1}",
                        "{\"job\":{\"slice\":\"a\\udc00\"}}")) {
            var upload = new InMemoryApplication(new CountingWorkload("counts", true));
            upload.source.put(
                    InboxKey.uri("fanfold-inbox", "counts/january/settings.json"), settings);
            var deployed = new DispatcherHandler(new Dispatcher(upload.ports, SettingsJson::parse));

            SQSEvent event = EventFile.read("dispatch-upload.json", SQSEvent.class);
            assertThat(deployed.handleRequest(event, Contexts.plenty()).getBatchItemFailures())
                    .isEmpty();

            Job job = upload.store.all().getFirst();
            assertThat(job.state()).isEqualTo(State.FAILED);
            assertThat(Objects.requireNonNull(job.error()).text())
                    .contains("settings.json: ", "not valid Unicode");
        }
    }

    @Test
    void aDuplicateEventStartsNoSecondJob() {
        upload("counts/january/settings.json");
        handle("dispatch-upload.json");
        handle("dispatch-upload.json");

        assertThat(application.store.all()).hasSize(1);
        assertThat(application.queue.depth()).isEqualTo(3);
    }

    @Test
    void eachUploadStartsAJobAndOnlyTheUnreadableMessageIsReturned() {
        upload("counts/january/settings.json");

        SQSBatchResponse response = handle("dispatch-two-uploads.json");

        assertThat(application.store.all())
                .extracting(Job::state)
                .containsExactly(State.RUNNING, State.RUNNING);
        assertThat(response.getBatchItemFailures())
                .extracting(BatchItemFailure::getItemIdentifier)
                .containsExactly("00000002-5c4b-4f6e-9a63-2f2f8c1b7d10");
    }

    @Test
    void theBucketsTestEventIsAcknowledged() {
        assertThat(handle("dispatch-test-event.json").getBatchItemFailures()).isEmpty();
        assertThat(application.store.all()).isEmpty();
    }

    @Test
    void aWaitingJobIsPlannedAndSent() {
        var request =
                new JobRequest(
                        "numbers",
                        JobSettings.of(Map.of("below", "3")),
                        JobOptions.DEFAULT,
                        null,
                        "me",
                        0);
        application.store.create(Job.accepted(JOB, request, null, application.clock.instant()));

        assertThat(handle("dispatch-waiting.json").getBatchItemFailures()).isEmpty();
        assertThat(application.job(JOB).state()).isEqualTo(State.RUNNING);
        assertThat(application.queue.depth()).isEqualTo(3);
    }

    @Test
    void aMessageOfAnUnknownJobIsReturned() {
        assertThat(handle("dispatch-waiting.json").getBatchItemFailures()).hasSize(1);
    }

    @Test
    void oneMessageNamesAllMissingSettings() {
        assertThatThrownBy(() ->
                        new DispatcherHandler(
                                Map.of("FANFOLD_JOBS_TABLE", "jobs", "FANFOLD_APPLICATION", " ")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(
                        "FANFOLD_REPORTS_TABLE",
                        "FANFOLD_RESULTS_BUCKET",
                        "FANFOLD_DISPATCH_QUEUE_URL",
                        "FANFOLD_APPLICATION")
                .hasMessageNotContaining("FANFOLD_JOBS_TABLE");
    }

    private void upload(String key) {
        application.source.put(InboxKey.uri("fanfold-inbox", key), "");
    }

    private SQSBatchResponse handle(String event) {
        return handler.handleRequest(EventFile.read(event, SQSEvent.class), Contexts.plenty());
    }
}
