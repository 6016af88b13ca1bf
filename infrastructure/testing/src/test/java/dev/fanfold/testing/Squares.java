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

/// Each task writes a square into a table, an object and a queue of its pool. The answer is what
/// the table and the bucket hold in the end.
///
/// @param row the row of a task: a task may run several times
/// @param consistent whether the answer reads what was written last
record Squares(Row row, boolean consistent) implements Workload<Long> {
    /// Names the row of a task.
    interface Row {
        String of(Task task);
    }

    static Squares sound() {
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
        return new Squaring(
                this,
                resources,
                resources.client(DynamoDbClient.class),
                resources.client(S3Client.class),
                resources.client(SqsClient.class));
    }

    private record Squaring(
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
            // As if it were one of the application's own messages.
            var note = SendMessageBatchRequestEntry.builder().id("1").messageBody("{\"do\":1}");
            sqs.sendMessageBatch(
                    send -> send.queueUrl(resources.value("NOTES_QUEUE")).entries(note.build()));
            String kept = s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asUtf8String();
            return TaskResult.all(task, Long.parseLong(kept));
        }

        @Override
        public String finish(Long total, Finishing job) {
            long rows = 0;
            long sum = 0;
            var found =
                    dynamo.queryPaginator(query ->
                            query.tableName(resources.value("COUNTS_TABLE"))
                                    .keyConditionExpression("lot = :lot")
                                    .expressionAttributeValues(
                                            Map.of(":lot", fromS(job.settings().text("batch"))))
                                    .consistentRead(squares.consistent));
            for (Map<String, AttributeValue> item : found.items()) {
                rows++;
                sum += Long.parseLong(Objects.requireNonNull(item.get("square")).n());
            }
            return "{\"total\":%d,\"rows\":%d,\"sum\":%d}".formatted(total, rows, sum);
        }
    }
}
