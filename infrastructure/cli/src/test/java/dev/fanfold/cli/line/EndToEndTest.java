package dev.fanfold.cli.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.local.LocalOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Jobs on the application as deployed, played by the local cloud and used from outside by plain
/// SDK clients. What a killed environment leaves is in [KilledEnvironmentTest].
@Timeout(180)
class EndToEndTest {
    private static final Path FLIGHTS = Path.of("../../samples/flights.csv");
    private static PlayedLine line;

    @BeforeAll
    static void start() {
        line = new PlayedLine(PlayedLine.TEMPLATE, LocalOptions.defaults());
    }

    @AfterAll
    static void stop() {
        line.close();
    }

    @Test
    void anUploadBecomesAResultInDynamoDb() {
        upload("tabulate/by carrier/flights é+%.csv");

        Map<String, AttributeValue> row = rowOf("by carrier");
        assertThat(text(row, "state")).isEqualTo("SUCCEEDED");
        assertThat(text(row, "result"))
                .startsWith(
                        "{\"groups\":[{\"key\":{\"carrier\":\"9E\"},\"count\":1573,\"measures\":{\"arr_delay\":{\"count\":1480,\"missing\":93,\"sum\":15107,\"min\":-59,\"max\":370,");
    }

    @Test
    void theRegionIsSaidInBothNamesThatClientsRead() {
        assertThat(LocalEnvironment.sdk(line.cloud))
                .containsEntry("AWS_REGION", "us-east-1")
                .containsEntry("AWS_DEFAULT_REGION", "us-east-1");
    }

    @Test
    void anEventThatComesAgainStartsNothing() {
        String key = "tabulate/again/flights.csv";
        upload(key);
        Map<String, AttributeValue> row = rowOf("again");
        String state = text(row, "job");
        HeadObjectResponse head = line.s3.headObject(r -> r.bucket(inbox()).key(key));

        for (int i = 0; i < 3; i++) {
            line.sqs.sendMessage(r -> r.queueUrl(dispatchQueue()).messageBody(event(key, head)));
        }

        PlayedLine.until("the events are taken", () -> depth(dispatchQueue()) == 0);
        assertThat(text(rowOf("again"), "job")).isEqualTo(state);
        assertThat(rowsOf("again")).hasSize(1);
    }

    @Test
    void aPoisonTaskFailsItsJobOrMakesItPartialAsTolerated() {
        Job failed = line.ended(line.submit("poison", 4, "0", Map.of("how", "permanent")));
        Job partial = line.ended(line.submit("poison", 4, "1", Map.of("how", "permanent")));

        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.error())
                .isEqualTo(
                        new Reason(
                                Reason.Kind.PERMANENT,
                                "1 lost, 0 tolerated; the first is task 3: poison in task 3"));
        assertThat(partial.state()).isEqualTo(State.PARTIAL);
        assertThat(losses(partial)).isEqualTo(TaskSet.of(3));
    }

    @Test
    @Tag("slow") // it waits between its attempts
    void aTaskThatFailsEachTimeIsLostWithItsLastError() {
        Job failed = line.ended(line.submit("poison", 10, "0", Map.of("how", "transient")));

        assertThat(failed.error())
                .isEqualTo(
                        new Reason(
                                Reason.Kind.EXHAUSTED,
                                "1 lost, 0 tolerated; the first is task 3: java.io.IOException: attempt 5 of task 3 was poisoned"));
    }

    @Test
    void aCancelledJobsQueueDrainsWithoutWork() {
        JobId id = line.submit("sleep", 10, "0", Map.of("tasks", "100000", "millis", "2000"));
        String queue = line.cloud.output("Pools").replaceAll(".*\"work\":\"([^\"]+)\".*", "$1");
        PlayedLine.until("a plain client sees the queue fill", () -> depth(queue) > 0);

        line.dispatcher.cancel(id);

        assertThat(line.job(id).state()).isEqualTo(State.CANCELLED);
        PlayedLine.until("the queue drains", () -> depth(queue) == 0);
        assertThat(line.ports.jobs().accumulator(id).orElseThrow().isComplete()).isFalse();
    }

    @Test
    void tenThousandTasksAreCountedOnceEach() {
        Job job = line.ended(line.submit("noop", 10, "0", Map.of("tasks", "10000")));

        assertThat(job.state()).isEqualTo(State.SUCCEEDED);
        assertThat(job.progress().repairs()).isZero();
        assertThat(line.ports.jobs().accumulator(job.id()).orElseThrow().isBalanced(job.planned()))
                .isTrue();
        assertThat(
                        new String(
                                ((dev.fanfold.engine.outcome.Payload.Inline)
                                                Objects.requireNonNull(job.result()))
                                        .bytes(),
                                java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("{\"tasks\":10000}");
    }

    private static TaskSet losses(Job job) {
        return line.ports.jobs().accumulator(job.id()).orElseThrow().losses().tasks();
    }

    private static void upload(String key) {
        String settings = key.substring(0, key.lastIndexOf('/')) + "/settings.json";
        line.s3.putObject(
                r -> r.bucket(inbox()).key(settings),
                RequestBody.fromString(
                        "{\"group-by\": \"carrier\", \"measure\": \"arr_delay\", \"job\": {\"slice\": \"256KiB\"}}"));
        line.s3.putObject(r -> r.bucket(inbox()).key(key), FLIGHTS);
    }

    private static String text(Map<String, AttributeValue> row, String attribute) {
        return Objects.requireNonNull(row.get(attribute), attribute).s();
    }

    private static String inbox() {
        return line.cloud.output("InboxBucket");
    }

    private static String dispatchQueue() {
        return line.cloud.output("DispatchQueueUrl");
    }

    private static String event(String key, HeadObjectResponse head) {
        return """
        {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","eventName":"ObjectCreated:Put","s3":{
          "bucket":{"name":"%s"},"object":{"key":"%s","size":%d,"eTag":"%s","sequencer":"00"}}}]}\
        """
                .formatted(inbox(), key, head.contentLength(), head.eTag().replace("\"", ""));
    }

    private static int depth(String queue) {
        Map<QueueAttributeName, String> counts =
                line.sqs
                        .getQueueAttributes(
                                r -> r.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
                        .attributes();
        return Integer.parseInt(counts.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                + Integer.parseInt(
                        counts.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
    }

    /// The row of the one job that an upload under this name made, once it is over.
    private static Map<String, AttributeValue> rowOf(String name) {
        PlayedLine.until(
                "the upload " + name + " is answered",
                () ->
                        rowsOf(name).stream()
                                .anyMatch(row ->
                                        !List.of("ACCEPTED", "DISPATCHING", "RUNNING", "FINISHING")
                                                .contains(text(row, "state"))));
        return rowsOf(name).getFirst();
    }

    private static List<Map<String, AttributeValue>> rowsOf(String name) {
        String table = line.cloud.output("JobsTable");
        return line
                .dynamodb
                .query(r ->
                        r.tableName(table)
                                .indexName("by-owner")
                                .keyConditionExpression("#owner = :inbox")
                                .expressionAttributeNames(Map.of("#owner", "owner"))
                                .expressionAttributeValues(
                                        Map.of(":inbox", AttributeValue.fromS("inbox"))))
                .items()
                .stream()
                .map(item ->
                        line.dynamodb
                                .getItem(r ->
                                        r.tableName(table)
                                                .key(Map.of("pk", item.get("pk")))
                                                .consistentRead(true))
                                .item())
                .filter(row -> text(row, "job").contains("/" + name.replace(" ", "%20") + "/"))
                .toList();
    }
}
