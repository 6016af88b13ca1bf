package dev.fanfold.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Tests what a function receives from its stream.
///
/// Each test blocks the function's first invocation while it writes records. So these records are
/// delivered in the next batch.
class StreamMappingTest {
    @RegisterExtension
    static final LocalCloudExtension CLOUD =
            new LocalCloudExtension(Path.of("src/test/resources/templates/streams.yaml"));

    private final List<List<String>> batches = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch blocked = new CountDownLatch(1);
    private final CountDownLatch written = new CountDownLatch(1);

    @Test
    void aFailedBatchIsRepeatedWholeAndInOrder(LocalCloud cloud) throws InterruptedException {
        AtomicInteger failures = new AtomicInteger(2);
        script(
                "fanfold-Repeating",
                event -> {
                    if (failures.getAndDecrement() > 0) {
                        throw new IllegalStateException("not yet");
                    }
                    return new StreamsEventResponse();
                });

        put(cloud, "Repeating", "a", "b", "c");

        Await.until("it was delivered three times").until(() -> batches.size() == 3);
        assertThat(batches).containsOnly(List.of("a", "b", "c"));
    }

    @Test
    void aPoisonRecordIsDiscardedAndItsPositionReported(LocalCloud cloud)
            throws InterruptedException {
        script(
                "fanfold-Cutting",
                event -> {
                    if (Records.texts(event, "pk").contains("poison")) {
                        throw new IllegalStateException("poison");
                    }
                    return new StreamsEventResponse();
                });

        put(cloud, "Cutting", "a", "b", "c", "poison", "d", "e", "f");
        String report = Queues.of(cloud).take("GivenUp");

        Await.until("the record after it was delivered")
                .until(() -> batches.getLast().contains("f"));
        assertThat(batches.stream().filter(batch -> !batch.contains("poison")).toList())
                .isEqualTo(List.of(List.of("a", "b", "c"), List.of("d"), List.of("e", "f")));
        // One delivery alone and one retry, which is MaximumRetryAttempts.
        assertThat(Collections.frequency(batches, List.of("poison"))).isEqualTo(2);
        assertThat(report)
                .contains("\"condition\":\"RetryAttemptsExhausted\"", "\"batchSize\":1")
                .containsPattern("\"shardId\":\"shardId-\\d+-\\w+\"")
                .containsPattern("\"startSequenceNumber\":\"(\\d+)\",\"endSequenceNumber\":\"\\1\"")
                .doesNotContain("poison");
    }

    @Test
    void theStreamContinuesAtTheLowestFailedRecord(LocalCloud cloud) throws InterruptedException {
        AtomicInteger failures = new AtomicInteger(1);
        script(
                "fanfold-Listing",
                event -> {
                    var records = event.getRecords();
                    return failures.getAndDecrement() > 0
                            ? new StreamsEventResponse(
                                    List.of(failure(records, 3), failure(records, 1)))
                            : new StreamsEventResponse();
                });

        put(cloud, "Listing", "a", "b", "c", "d");

        Await.until("the rest was delivered again").until(() -> batches.size() == 2);
        assertThat(batches).containsExactly(List.of("a", "b", "c", "d"), List.of("b", "c", "d"));
    }

    @Test
    void onlyRecordsThatMatchTheFilterAreDelivered(LocalCloud cloud) throws InterruptedException {
        script("fanfold-Listing", event -> new StreamsEventResponse());

        put(cloud, "Listing", "new", "new", "-new", "newer");

        Await.until("it was delivered").until(() -> !batches.isEmpty());
        assertThat(batches).containsExactly(List.of("new", "newer"));
    }

    private interface Fold {
        StreamsEventResponse fold(DynamodbEvent event);
    }

    private void script(String function, Fold fold) {
        ScriptedHandler.script(
                function,
                (event, context, variables) -> {
                    if (Records.texts(event, "pk").getFirst().startsWith("held")) {
                        blocked.countDown();
                        assertThat(written.await(18, TimeUnit.SECONDS)).isTrue();
                        return null;
                    }
                    batches.add(Records.texts(event, "pk"));
                    return fold.fold((DynamodbEvent) event);
                });
    }

    /// Writes the keys while the function is blocked by another record; `-key` deletes.
    private void put(LocalCloud cloud, String table, String... keys) throws InterruptedException {
        try (DynamoDbClient dynamodb = cloud.clients().dynamodb()) {
            put(dynamodb, cloud.output(table), "held by " + getClass() + System.nanoTime());
            assertThat(blocked.await(60, TimeUnit.SECONDS)).isTrue();
            for (String key : keys) {
                put(dynamodb, cloud.output(table), key);
            }
        }
        written.countDown();
    }

    private static void put(DynamoDbClient dynamodb, String table, String key) {
        boolean delete = key.startsWith("-");
        Map<String, AttributeValue> item =
                Map.of("pk", AttributeValue.fromS(delete ? key.substring(1) : key));
        if (delete) {
            dynamodb.deleteItem(remove -> remove.tableName(table).key(item));
        } else {
            Map<String, AttributeValue> withTime =
                    Map.of(
                            "pk",
                            AttributeValue.fromS(key),
                            "at",
                            AttributeValue.fromN("" + System.nanoTime()));
            dynamodb.putItem(put -> put.tableName(table).item(withTime));
        }
    }

    private static StreamsEventResponse.BatchItemFailure failure(
            List<DynamodbEvent.DynamodbStreamRecord> records, int index) {
        return new StreamsEventResponse.BatchItemFailure(
                records.get(index).getDynamodb().getSequenceNumber());
    }
}
