package dev.fanfold.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.local.meter.Bill;
import dev.fanfold.local.meter.Meter;
import dev.fanfold.local.meter.Meter.Unit;
import dev.fanfold.local.meter.Meter.Use;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Functions are metered in AWS's units; tests and tools are not metered.
class MeterTest {
    @RegisterExtension
    static final LocalCloudExtension CLOUD =
            new LocalCloudExtension(
                    Path.of("src/test/resources/templates/line.yaml"),
                    LocalOptions.defaults().schedule(new LocalOptions.Schedule.Off()));

    @Test
    void whatAHandlerUsesIsCounted(LocalCloud cloud) {
        ScriptedHandler.script(
                "fanfold-Worker",
                (event, context, variables) -> {
                    useServices(cloud);
                    return null;
                });
        ScriptedHandler.script("fanfold-Folder", (event, context, variables) -> null);

        Queues.of(cloud).send("Work", "go");
        Await.until("the message is gone").until(() -> Queues.of(cloud).isEmpty("Work"));

        assertThat(cloud.meter().snapshot())
                .containsEntry(worker("lambda", "Invoke", Unit.INVOCATIONS), 1L)
                // 4,500 bytes are five units of 1 KB. The rejected write is one unit.
                .containsEntry(worker("dynamodb", "PutItem", Unit.CALLS), 2L)
                .containsEntry(worker("dynamodb", "PutItem", Unit.WRITE_MILLIUNITS), 6000L)
                .containsEntry(worker("dynamodb", "GetItem", Unit.READ_MILLIUNITS), 500L)
                // 100,000 bytes are two units of 64 KB.
                .containsEntry(worker("sqs", "SendMessage", Unit.SQS_REQUESTS), 2L)
                .containsEntry(worker("s3", "PutObject", Unit.S3_WRITES), 1L)
                .containsEntry(worker("s3", "GetObject", Unit.S3_READS), 1L)
                .containsEntry(mapping("ReceiveMessage"), 1L)
                .containsEntry(mapping("DeleteMessageBatch"), 1L);
        long millis =
                Objects.requireNonNull(
                        cloud.meter()
                                .snapshot()
                                .get(worker("lambda", "Invoke", Unit.MILLISECONDS)));
        assertThat(cloud.meter().snapshot())
                .containsEntry(worker("lambda", "Invoke", Unit.MIB_MILLISECONDS), millis * 512);
        assertThat(Bill.of(cloud.meter()).usd()).isPositive();
    }

    @Test
    void aBillIsTheCountsTimesTheListPrices() {
        Meter meter = new Meter();
        meter.add("f", "lambda", "Invoke", Unit.INVOCATIONS, 1_000_000);
        meter.add("f", "lambda", "Invoke", Unit.MIB_MILLISECONDS, 1024L * 1000 * 1_000_000);
        meter.add("f", "sqs", "SendMessage", Unit.SQS_REQUESTS, 1_000_000);
        meter.add("f", "dynamodb", "PutItem", Unit.WRITE_MILLIUNITS, 1_000_000_000);
        meter.add("f", "dynamodb", "GetItem", Unit.READ_MILLIUNITS, 1_000_000_000);
        meter.add("f", "s3", "PutObject", Unit.S3_WRITES, 1_000_000);
        meter.add("f", "s3", "GetObject", Unit.S3_READS, 1_000_000);
        meter.add("api", "apigateway", "Invoke", Unit.API_REQUESTS, 1_000_000);

        Bill bill = Bill.of(meter);

        assertThat(bill.lines().get("Lambda requests")).isEqualByComparingTo("0.20");
        assertThat(bill.lines().get("Lambda duration")).isEqualByComparingTo("13.3334");
        assertThat(bill.lines().get("SQS requests")).isEqualByComparingTo("0.40");
        assertThat(bill.lines().get("DynamoDB writes")).isEqualByComparingTo("0.625");
        assertThat(bill.lines().get("DynamoDB reads")).isEqualByComparingTo("0.125");
        assertThat(bill.lines().get("S3 writes")).isEqualByComparingTo("5.00");
        assertThat(bill.lines().get("S3 reads")).isEqualByComparingTo("0.40");
        assertThat(bill.lines().get("API Gateway requests")).isEqualByComparingTo("3.50");
        assertThat(bill.usd()).isEqualByComparingTo("23.5834");
    }

    private static void useServices(LocalCloud cloud) {
        Map<String, AttributeValue> item =
                Map.of(
                        "pk", AttributeValue.fromS("k"),
                        "text", AttributeValue.fromS("x".repeat(4500)));
        String table = cloud.output("Reports");
        try (var dynamodb = cloud.clients().dynamodb();
                var sqs = cloud.clients().sqs();
                var s3 = cloud.clients().s3()) {
            dynamodb.putItem(put -> put.tableName(table).item(item));
            try {
                dynamodb.putItem(put ->
                        put.tableName(table)
                                .item(item)
                                .conditionExpression("attribute_not_exists(pk)"));
            } catch (ConditionalCheckFailedException expected) {
                // expected
            }
            dynamodb.getItem(
                    get -> get.tableName(table).key(Map.of("pk", AttributeValue.fromS("absent"))));
            sqs.sendMessage(
                    send -> send.queueUrl(cloud.output("Dead")).messageBody("x".repeat(100_000)));
            String bucket = cloud.output("Inbox");
            s3.putObject(put -> put.bucket(bucket).key("k"), RequestBody.fromString("v"));
            s3.getObjectAsBytes(get -> get.bucket(bucket).key("k"));
        }
    }

    private static Use worker(String service, String operation, Unit unit) {
        return new Use("fanfold-Worker", service, operation, unit);
    }

    private static Use mapping(String operation) {
        return new Use("(mapping)", "sqs", operation, Unit.SQS_REQUESTS);
    }
}
