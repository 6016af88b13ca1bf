package dev.fanfold.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.fanfold.template.TemplateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Each kind of event source once, through the endpoints of external clients.
class LocalCloudTest {
    @RegisterExtension
    static final LocalCloudExtension CLOUD =
            new LocalCloudExtension(
                    Path.of("src/test/resources/templates/line.yaml"),
                    LocalOptions.defaults()
                            .visibility(Duration.ofSeconds(1))
                            .schedule(new LocalOptions.Schedule.Every(Duration.ofMillis(100))));

    @Test
    void aMessageReachesTheHandlerWithItsFunctionsVariables(LocalCloud cloud)
            throws InterruptedException {
        Map<String, Map<String, String>> variablesByBody = new ConcurrentHashMap<>();
        AtomicInteger remainingMillis = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(1);
        ScriptedHandler.script(
                "fanfold-Worker",
                (event, context, variables) -> {
                    variablesByBody.put(
                            ((SQSEvent) event).getRecords().getFirst().getBody(), variables);
                    remainingMillis.set(context.getRemainingTimeInMillis());
                    done.countDown();
                    return null;
                });

        send(cloud, "hello");

        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(remainingMillis.get()).isBetween(1, 20_000);
        assertThat(variablesByBody.get("hello"))
                .containsEntry("TABLE", "fanfold-Reports")
                .containsEntry("SHARED", "from-globals")
                .containsEntry("AWS_ENDPOINT_URL_SQS", cloud.endpoints().sqs().toString());
        Await.until("the queue is empty").until(() -> count(cloud, "Work") == 0);
    }

    @Test
    void aStreamThatIsNotReadFromItsStartIsRefused(@TempDir Path folder) throws IOException {
        String line = Files.readString(Path.of("src/test/resources/templates/line.yaml"));
        Path latest = folder.resolve("latest.yaml");
        Files.writeString(latest, line.replace("TRIM_HORIZON", "LATEST"));

        assertThatThrownBy(() -> LocalCloud.start(latest, LocalOptions.defaults()))
                .isInstanceOf(TemplateException.class)
                .hasMessageContainingAll("latest.yaml:", "TRIM_HORIZON: LATEST");
    }

    @Test
    void aMessageThatFailsTwiceIsADeadLetter(LocalCloud cloud) {
        AtomicInteger attempts = new AtomicInteger();
        ScriptedHandler.script(
                "fanfold-Worker",
                (event, context, variables) -> {
                    attempts.incrementAndGet();
                    throw new IllegalArgumentException("poison");
                });

        send(cloud, "poison");

        Await.until("it is a dead letter").until(() -> count(cloud, "Dead") == 1);
        Await.until("it was delivered twice").until(() -> attempts.get() == 2);
    }

    @Test
    void aWrittenItemReachesTheStreamsFunction(LocalCloud cloud) {
        Set<String> keys = ConcurrentHashMap.newKeySet();
        ScriptedHandler.script(
                "fanfold-Folder",
                (event, context, variables) -> {
                    ((DynamodbEvent) event)
                            .getRecords()
                            .forEach(record -> keys.add(Records.text(record, "pk")));
                    return null;
                });

        try (var dynamodb = cloud.clients().dynamodb()) {
            dynamodb.putItem(put ->
                    put.tableName(cloud.output("Reports"))
                            .item(Map.of("pk", AttributeValue.fromS("a"))));
        }

        Await.until("the record was delivered").until(() -> keys.contains("a"));
    }

    @Test
    void anUploadIsAnnouncedWithItsKeyEncoded(LocalCloud cloud) {
        try (var s3 = cloud.clients().s3();
                var sqs = cloud.clients().sqs()) {
            s3.putObject(
                    put -> put.bucket(cloud.output("Inbox")).key("tabulate/a b/flüge+1.csv"),
                    RequestBody.fromString("x;y"));

            List<String> notifications =
                    sqs
                            .receiveMessage(receive ->
                                    receive.queueUrl(cloud.output("Arrivals")).waitTimeSeconds(20))
                            .messages()
                            .stream()
                            .map(message -> message.body())
                            .toList();

            assertThat(notifications).hasSize(1);
            assertThat(notifications.getFirst())
                    .contains(
                            "\"key\":\"tabulate/a+b/fl%C3%BCge%2B1.csv\"",
                            "\"size\":3", "\"eventName\":\"ObjectCreated:Put\"");
        }
    }

    @Test
    void aScheduleTicks(LocalCloud cloud) throws InterruptedException {
        CountDownLatch ticks = new CountDownLatch(2);
        ScriptedHandler.script(
                "fanfold-Ticker",
                (event, context, variables) -> {
                    assertThat(event).isInstanceOf(ScheduledEvent.class);
                    ticks.countDown();
                    return null;
                });

        assertThat(ticks.await(60, TimeUnit.SECONDS)).isTrue();
    }

    private static void send(LocalCloud cloud, String body) {
        try (var sqs = cloud.clients().sqs()) {
            sqs.sendMessage(send -> send.queueUrl(cloud.output("Work")).messageBody(body));
        }
    }

    private static int count(LocalCloud cloud, String queue) {
        try (var sqs = cloud.clients().sqs()) {
            return sqs
                    .getQueueAttributes(get ->
                            get.queueUrl(cloud.output(queue))
                                    .attributeNames(QueueAttributeName.ALL))
                    .attributes()
                    .entrySet()
                    .stream()
                    .filter(entry -> entry.getKey().name().startsWith("APPROXIMATE_NUMBER"))
                    .mapToInt(entry -> Integer.parseInt(entry.getValue()))
                    .sum();
        }
    }
}
