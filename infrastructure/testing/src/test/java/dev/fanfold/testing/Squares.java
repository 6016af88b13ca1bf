package dev.fanfold.testing;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.fanfold.workload.Codec;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.Work;
import dev.fanfold.workload.Workload;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// Each task writes a square to a table, a bucket and a queue of its pool.
///
/// The answer is the number and the sum of the rows in the table, and the sum of the objects.
///
/// @param row names the row of a task; several attempts of a task should write the same row
/// @param consistent whether the table is read consistently
record Squares(Row row, boolean consistent) implements Workload<Long> {
    /// Names the row of a task.
    interface Row {
        String of(Task task);
    }

    static Squares correct() {
        return new Squares(task -> "%06d".formatted(task.index()), true);
    }

    @Override
    public Definition definition() {
        return Definition.of("squares", "Keeps squares in a table.")
                .with("below", "how many")
                .with("batch", "what its rows are called");
    }

    @Override
    public Plan plan(Planning job) {
        return Plan.numbers(0, job.settings().number("below"), 1);
    }

    @Override
    public Long empty() {
        return 0L;
    }

    @Override
    public Long merge(Long left, Long right) {
        return left + right;
    }

    @Override
    public Codec<Long> codec() {
        return Codec.longs();
    }

    @Override
    public Work<Long> open(Resources resources) {
        return new SquaresWork(
                this,
                resources,
                resources.client(DynamoDbClient.class),
                resources.client(S3Client.class),
                resources.client(SqsClient.class));
    }

    private record SquaresWork(
            Squares squares, Resources resources, DynamoDbClient dynamo, S3Client s3, SqsClient sqs)
            implements Work<Long> {
        @Override
        public TaskResult<Long> work(Task task) {
            String batch = task.settings().text("batch");
            String square = Long.toString((long) task.index() * task.index());
            String bucket = resources.value("PAGES_BUCKET");
            String key = batch + "/" + task.index();
            s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString(square));
            dynamo.putItem(put ->
                    put.tableName(resources.value("COUNTS_TABLE"))
                            .item(
                                    Map.of(
                                            "lot", fromS(batch),
                                            "task", fromS(squares.row.of(task)),
                                            "square", fromN(square))));
            // A body like those of the application's own messages, which must not confuse the
            // simulator.
            var note = SendMessageBatchRequestEntry.builder().id("1").messageBody("{\"do\":1}");
            sqs.sendMessageBatch(
                    send -> send.queueUrl(resources.value("NOTES_QUEUE")).entries(note.build()));
            String stored = s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asUtf8String();
            return TaskResult.all(task, Long.parseLong(stored));
        }

        @Override
        public Finished finish(Long total, Finishing job) {
            long rows = 0;
            long sum = 0;
            var pages =
                    dynamo.queryPaginator(query ->
                            query.tableName(resources.value("COUNTS_TABLE"))
                                    .keyConditionExpression("lot = :lot")
                                    .expressionAttributeValues(
                                            Map.of(":lot", fromS(job.settings().text("batch"))))
                                    .consistentRead(squares.consistent));
            for (Map<String, AttributeValue> item : pages.items()) {
                rows++;
                sum += Long.parseLong(Objects.requireNonNull(item.get("square")).n());
            }
            return Finished.done(
                    "{\"total\":%d,\"rows\":%d,\"sum\":%d}".formatted(total, rows, sum));
        }
    }
}
