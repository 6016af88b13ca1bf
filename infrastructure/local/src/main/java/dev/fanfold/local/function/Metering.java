package dev.fanfold.local.function;

import dev.fanfold.local.meter.Meter;
import dev.fanfold.local.meter.Meter.Unit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SqsRequest;

/// Counts requests in the units that AWS bills.
final class Metering {
    private static final long BYTES_PER_SQS_UNIT = 64 * 1024;

    private Metering() {}

    /// The request, changed so that DynamoDB's response reports the cost, if it is a read or write
    /// of one item, a query, or a transaction of writes. Other requests are not changed.
    static SdkRequest withReportedCost(SdkRequest request) {
        ReturnConsumedCapacity total = ReturnConsumedCapacity.TOTAL;
        return switch (request) {
            case PutItemRequest put -> put.toBuilder().returnConsumedCapacity(total).build();
            case UpdateItemRequest update ->
                    update.toBuilder().returnConsumedCapacity(total).build();
            case DeleteItemRequest delete ->
                    delete.toBuilder().returnConsumedCapacity(total).build();
            case GetItemRequest get -> get.toBuilder().returnConsumedCapacity(total).build();
            case QueryRequest query -> query.toBuilder().returnConsumedCapacity(total).build();
            case TransactWriteItemsRequest all ->
                    all.toBuilder().returnConsumedCapacity(total).build();
            default -> request;
        };
    }

    /// Counts one request.
    ///
    /// @param response null if the service rejected the request
    static void count(
            Meter meter,
            String function,
            String operation,
            SdkRequest request,
            @Nullable SdkResponse response) {
        switch (request) {
            case SqsRequest sqs -> {
                meter.add(function, "sqs", operation, Unit.CALLS, 1);
                meter.add(function, "sqs", operation, Unit.SQS_REQUESTS, sqsUnits(sqs));
                meter.add(function, "sqs", operation, Unit.MESSAGES, messages(sqs));
            }
            case DynamoDbRequest dynamo -> {
                meter.add(function, "dynamodb", operation, Unit.CALLS, 1);
                Unit unit =
                        operation.contains("Get")
                                        || operation.contains("Query")
                                        || operation.contains("Scan")
                                ? Unit.READ_MILLIUNITS
                                : Unit.WRITE_MILLIUNITS;
                meter.add(function, "dynamodb", operation, unit, milliunits(response));
            }
            case S3Request s3 -> {
                meter.add(function, "s3", operation, Unit.CALLS, 1);
                boolean reads = operation.startsWith("Get") || operation.startsWith("Head");
                boolean free = operation.startsWith("Delete") || operation.startsWith("Abort");
                meter.add(
                        function,
                        "s3",
                        operation,
                        reads ? Unit.S3_READS : Unit.S3_WRITES,
                        free ? 0 : 1);
            }
            default -> {} // of a service that the local cloud does not have
        }
    }

    private static long messages(SqsRequest request) {
        return switch (request) {
            case SendMessageRequest _ -> 1;
            case SendMessageBatchRequest batch -> batch.entries().size();
            default -> 0;
        };
    }

    // Counts each character of a body as one byte, and ignores message attributes.
    private static long sqsUnits(SqsRequest request) {
        long characters =
                switch (request) {
                    case SendMessageRequest single -> single.messageBody().length();
                    case SendMessageBatchRequest batch ->
                            batch.entries().stream()
                                    .mapToLong(entry -> entry.messageBody().length())
                                    .sum();
                    default -> 0;
                };
        return Math.max(1, (characters + BYTES_PER_SQS_UNIT - 1) / BYTES_PER_SQS_UNIT);
    }

    // If the condition of a write fails, there is no response with the cost. DynamoDB bills at
    // least one unit.
    private static long milliunits(@Nullable SdkResponse response) {
        return switch (response) {
            case null -> 1000;
            case PutItemResponse put -> milliunits(put.consumedCapacity());
            case UpdateItemResponse update -> milliunits(update.consumedCapacity());
            case DeleteItemResponse delete -> milliunits(delete.consumedCapacity());
            case GetItemResponse get -> milliunits(get.consumedCapacity());
            case QueryResponse query -> milliunits(query.consumedCapacity());
            case TransactWriteItemsResponse all -> milliunits(all.consumedCapacity());
            case BatchWriteItemResponse all -> milliunits(all.consumedCapacity());
            case BatchGetItemResponse all -> milliunits(all.consumedCapacity());
            default -> 0;
        };
    }

    private static long milliunits(List<ConsumedCapacity> all) {
        return all.stream().mapToLong(Metering::milliunits).sum();
    }

    private static long milliunits(@Nullable ConsumedCapacity capacity) {
        return capacity == null || capacity.capacityUnits() == null
                ? 1000
                : Math.round(capacity.capacityUnits() * 1000);
    }
}
