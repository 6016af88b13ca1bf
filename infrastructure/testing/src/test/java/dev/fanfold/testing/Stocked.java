package dev.fanfold.testing;

import dev.fanfold.workload.Codec;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.Work;
import dev.fanfold.workload.Workload;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/// Each task writes an item to its pool's table and reads it back. The answer is the sum of the
/// items.
public final class Stocked implements Workload<Long> {
    @Override
    public Definition definition() {
        return Definition.of("stocked", "Counts what is in stock.")
                .in("general-stock")
                .with("items", "how many there are", "12")
                .with("sweep", "whether it reads the whole table, which no worker may", "false");
    }

    @Override
    public Plan plan(Planning job) {
        return Plan.numbers(0, job.settings().number("items"), 1);
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
        return new StockedWork(
                resources.client(DynamoDbClient.class), resources.value("STOCK_TABLE"));
    }

    private record StockedWork(DynamoDbClient dynamodb, String table) implements Work<Long> {
        @Override
        public TaskResult<Long> work(Task task) {
            try {
                if (task.settings().flag("sweep", false)) {
                    dynamodb.scan(scan -> scan.tableName(table));
                }
                return TaskResult.all(task, writeAndRead(task));
            } catch (DynamoDbException refused) {
                if ("AccessDeniedException".equals(refused.awsErrorDetails().errorCode())) {
                    throw new PermanentFailureException(refused.awsErrorDetails().errorMessage());
                }
                throw refused;
            }
        }

        // The key consists of the job and the task, so another attempt writes the same item.
        private long writeAndRead(Task task) {
            AttributeValue item = AttributeValue.fromS(task.job() + "/" + task.index());
            AttributeValue count = AttributeValue.fromN("" + (task.index() + 1));
            dynamodb.putItem(
                    put -> put.tableName(table).item(Map.of("item", item, "count", count)));
            Map<String, AttributeValue> stored =
                    dynamodb.getItem(get ->
                                    get.tableName(table)
                                            .key(Map.of("item", item))
                                            .consistentRead(true))
                            .item();
            return Long.parseLong(Objects.requireNonNull(stored.get("count")).n());
        }

        @Override
        public Finished finish(Long total, Finishing job) {
            return Finished.done("{\"count\": " + total + "}");
        }
    }
}
