package dev.fanfold.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.TaskSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/// Tests jobs on the deployed application, through SDK clients and the engine's dispatcher.
///
/// A subclass chooses the target.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
@Timeout(300)
abstract class EndToEnd implements OverHttps {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String SETTINGS =
            "{\"group-by\": \"carrier\", \"measure\": \"arr_delay\", \"job\": {\"slice\": \"512KiB\"}}";
    private Target target;
    private Application application;

    abstract Target deployed() throws Exception;

    @BeforeAll
    void deploy() throws Exception {
        target = deployed();
        application = new Application(target);
    }

    @AfterAll
    void close() {
        if (target != null) {
            target.close();
        }
    }

    @Override
    public Api api() {
        return new Api(target.api());
    }

    @Test
    void anUploadBecomesAResultInDynamoDbEqualToAPlainComputation() throws IOException {
        application.put("tabulate/by carrier/settings.json", SETTINGS);
        application.put("tabulate/by carrier/flights é+%.csv", Flights.FILE);

        Map<String, AttributeValue> row = application.awaitUploadedJob("by%20carrier");

        List<String> plain = Flights.byCarrier();
        assertThat(Application.text(row, "state")).isEqualTo("SUCCEEDED");
        assertThat(Application.text(row, "result"))
                .contains(plain)
                .matches(answer -> answer.split("\"key\":", -1).length == plain.size() + 1);
    }

    @Test
    void aDuplicateEventStartsNoSecondJob() {
        String key = "tabulate/twice/flights.csv";
        application.put("tabulate/twice/settings.json", SETTINGS);
        application.put(key, Flights.FILE);
        Map<String, AttributeValue> jobRow = application.awaitUploadedJob("twice");
        String dispatch = application.output("DispatchQueueUrl");

        target.sqs().sendMessage(r -> r.queueUrl(dispatch).messageBody(uploadEvent(key)));

        Application.until("the message is received").until(() -> application.depth(dispatch) == 0);
        assertThat(application.uploadedJobs("twice")).containsExactly(jobRow);
    }

    @Test
    void invalidTextInSettingsFailsTheUploadsJobWithItsPlace() {
        application.put(
                "tabulate/no text/settings.json",
                "{\"group-by\": \"\\ud800\", \"measure\": \"x\"}");
        application.put("tabulate/no text/data.csv", "k,x\na,1\n");

        Map<String, AttributeValue> row = application.awaitUploadedJob("no%20text");

        assertThat(Application.text(row, "state")).isEqualTo("FAILED");
        assertThat(Application.text(row, "job")).contains("settings.json", "group-by");
    }

    private String uploadEvent(String key) {
        String inbox = application.output("InboxBucket");
        HeadObjectResponse head = target.s3().headObject(r -> r.bucket(inbox).key(key));
        String version =
                head.versionId() == null ? "" : ",\"versionId\":\"" + head.versionId() + '"';
        return """
        {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","eventName":"ObjectCreated:Put","s3":{
          "bucket":{"name":"%s"},"object":{"key":"%s","size":%d,"eTag":"%s"%s,"sequencer":"00"}}}]}\
        """
                .formatted(
                        inbox, key, head.contentLength(), head.eTag().replace("\"", ""), version);
    }

    @Test
    void aPoisonTaskFailsItsJobOrMakesItPartialAsTolerated() {
        JobId strict = submitPoisoned("poison/strict", 0);
        JobId tolerant = submitPoisoned("poison/tolerant", 1);

        Job failed = application.awaitEnd(strict);
        Job partial = application.awaitEnd(tolerant);

        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.error())
                .isEqualTo(
                        new Reason(
                                Reason.Kind.PERMANENT,
                                "1 lost, 0 tolerated; the first is task 0: %s exists"
                                        .formatted(uri("poison/strict"))));
        assertThat(partial.state()).isEqualTo(State.PARTIAL);
        assertThat(answer(partial)).isEqualTo("{\"tasks\":5}");
        assertThat(lost(tolerant)).isEqualTo(TaskSet.of(0));
    }

    @Test
    void lostTasksAreDoneInANewEpochAfterTheirCauseIsGone() {
        JobId id = submitPoisoned("poison/passing", 0);
        assertThat(application.awaitEnd(id).state()).isEqualTo(State.FAILED);

        application.remove("poison/passing");
        application.dispatcher.redrive(id);

        Job done = application.awaitEnd(id);
        assertThat(done.state()).isEqualTo(State.SUCCEEDED);
        assertThat(done.epoch()).isOne();
        assertThat(answer(done)).isEqualTo("{\"tasks\":6}");
    }

    @Test
    void aRoundWaitsAndLostTasksOfTheLastRoundAreDoneAgain() {
        application.put("poison/round", "anything");
        var settings =
                Map.of(
                        "tasks",
                        "6",
                        "rounds",
                        "3",
                        "pause",
                        "2",
                        "fails-in",
                        "2",
                        "fails-while",
                        uri("poison/round"));
        JobId id = application.submit("drill", settings, 0, HOUR);

        Job failed = application.awaitEnd(id);
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.round().number()).isEqualTo(2);
        assertThat(failed.round().earlier().tasks()).isEqualTo(12);
        // Two pauses of two seconds each.
        assertThat(failed.changed()).isAfter(failed.created().plusSeconds(4));

        application.remove("poison/round");
        application.dispatcher.redrive(id);

        Job done = application.awaitEnd(id);
        assertThat(done.state()).isEqualTo(State.SUCCEEDED);
        assertThat(answer(done)).isEqualTo("{\"tasks\":18}");
    }

    @Test
    void aCancelledJobsQueueDrainsWithoutWork() {
        var slow = Map.of("tasks", "1600", "millis", "4000");
        JobId id = application.submit("sleep", slow, 0, HOUR);
        Application.until("its tasks are sent")
                .until(() -> application.job(id).state() == State.RUNNING);

        application.dispatcher.cancel(id);

        assertThat(application.job(id).state()).isEqualTo(State.CANCELLED);
        Application.until("the queue drains")
                .until(() -> application.depth(application.workQueue()) == 0);
        assertThat(application.ports.jobs().accumulator(id, 0).orElseThrow().missing().size())
                .isPositive();
    }

    @Test
    void theKeeperIsScheduledEveryMinuteAndRuns() {
        assertThat(target.schedule()).isEqualTo(Duration.ofMinutes(1));
        target.runKeeper();
    }

    @Test
    @Order(Order.DEFAULT + 1)
    void aJobPastItsDeadlineFailsAndItsMissingTasksAreLost() {
        // Runs last, because on LocalStack a stalled task delays all other retries.
        var stalls = Map.of("tasks", "6", "stalls", "600");
        JobId overdue = application.submit("drill", stalls, 0, Duration.ofSeconds(10));
        Application.until("the keeper ends it")
                .until(() -> {
                    target.runKeeper();
                    return !application.job(overdue).isOpen();
                });

        Job failed = application.job(overdue);
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(Objects.requireNonNull(failed.error()).kind()).isEqualTo(Reason.Kind.DEADLINE);
        assertThat(lost(overdue)).isEqualTo(TaskSet.of(0));
    }

    @Test
    @Order(Order.DEFAULT + 2)
    void deletionLeavesNothingBehind() {
        assertThat(target.delete()).isEmpty();
    }

    /// Submits a job of six tasks, one of which fails while the object is in the inbox.
    private JobId submitPoisoned(String object, int tolerate) {
        application.put(object, "anything");
        return application.submit(
                "drill", Map.of("tasks", "6", "fails-while", uri(object)), tolerate, HOUR);
    }

    private String uri(String object) {
        return "s3://" + application.output("InboxBucket") + "/" + object;
    }

    private TaskSet lost(JobId id) {
        return application.ports.jobs().accumulator(id, 0).orElseThrow().losses().tasks();
    }

    private static String answer(Job job) {
        return switch (Objects.requireNonNull(job.result())) {
            case Payload.Inline inline -> new String(inline.bytes(), StandardCharsets.UTF_8);
            case Payload spilled -> throw new AssertionError("not in the row: " + spilled);
        };
    }
}
