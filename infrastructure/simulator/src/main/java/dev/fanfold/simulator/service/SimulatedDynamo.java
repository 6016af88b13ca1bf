package dev.fanfold.simulator.service;

import dev.fanfold.simulator.fault.Fault;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/// The simulated DynamoDB client of functions and workloads. An operation that it does not
/// implement throws an UnsupportedOperationException, as the SDK's interface does.
public final class SimulatedDynamo implements DynamoDbClient {
    private static final int MAX_DESCRIPTION = 700;
    private final Network network;
    private final Tables tables;
    private final Transactions transactions;

    public SimulatedDynamo(Network network, Tables tables) {
        this.network = network;
        this.tables = tables;
        this.transactions = new Transactions(tables);
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        network.call("GetItem", hash(request.key()), () -> describe(request.key()));
        network.strike(Fault.DYNAMO_FAILS, SimulatedDynamo::throttled);
        return read(
                        tables.named(request.tableName()),
                        request.consistentRead(),
                        table -> Optional.ofNullable(table.get(table.key(request.key()))))
                .map(item -> Versions.read(item, network.scheduler().isNewer()))
                .map(item -> GetItemResponse.builder().item(item).build())
                .orElseGet(() -> GetItemResponse.builder().build());
    }

    // A read that is not consistent may see an earlier state of the table.
    private <T> T read(Table table, @Nullable Boolean consistent, Function<Table, T> read) {
        T current = read.apply(table);
        if (Boolean.TRUE.equals(consistent) || !network.faults().comesUp(Fault.STALE_READ)) {
            return current;
        }
        long then =
                network.scheduler().micros() - network.faults().random().nextLong(PastItems.LAG);
        T earlier = read.apply(table.asOf(then));
        if (!earlier.equals(current)) {
            network.faults().countAndTrace(Fault.STALE_READ);
        }
        return earlier;
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        network.call("PutItem", hash(request.item()), () -> describe(request.item()));
        network.strike(Fault.DYNAMO_FAILS, SimulatedDynamo::throttled);
        Table table = tables.named(request.tableName());
        Map<String, AttributeValue> before = table.get(table.key(request.item()));
        checkCondition(request, before);
        tables.put(
                table,
                Versions.written(request.item(), network.scheduler().isNewer()),
                network.scheduler().micros());
        network.strike(Fault.WRITE_UNANSWERED, Network::unanswered);
        if (request.conditionExpression() != null) {
            network.strike(Fault.OWN_WRITE, () -> conditionFailed(request, request.item()));
        }
        return PutItemResponse.builder().build();
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        network.call("DeleteItem", () -> describe(request.key()));
        network.strike(Fault.DYNAMO_FAILS, SimulatedDynamo::throttled);
        if (request.conditionExpression() != null) {
            throw new UnsupportedOperationException("the simulator does not support " + request);
        }
        Table table = tables.named(request.tableName());
        table.delete(table.key(request.key()), network.scheduler().micros());
        network.strike(Fault.WRITE_UNANSWERED, Network::unanswered);
        return DeleteItemResponse.builder().build();
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        network.call("TransactWriteItems", () -> request.transactItems().size() + " actions");
        network.strike(Fault.DYNAMO_FAILS, SimulatedDynamo::throttled);
        transactions.write(request, network.scheduler().micros());
        network.strike(Fault.WRITE_UNANSWERED, Network::unanswered);
        return TransactWriteItemsResponse.builder().build();
    }

    // Equal in every JVM, and for every order of the attributes. For the trace.
    private static long hash(Map<String, AttributeValue> item) {
        long sum = 0;
        for (Map.Entry<String, AttributeValue> one : item.entrySet()) {
            AttributeValue value = one.getValue();
            int content =
                    switch (value.type()) {
                        case S -> value.s().hashCode();
                        case N -> value.n().hashCode();
                        case B -> value.b().hashCode();
                        default -> 0;
                    };
            sum += one.getKey().hashCode() * 31L ^ content;
        }
        return sum;
    }

    // The item's strings for the trace, the shortest first.
    private static String describe(Map<String, AttributeValue> item) {
        String text =
                item.values().stream()
                        .filter(value -> value.s() != null)
                        .map(AttributeValue::s)
                        .sorted(Comparator.comparingInt(String::length))
                        .toList()
                        .toString();
        return text.substring(0, Math.min(MAX_DESCRIPTION, text.length()));
    }

    private static void checkCondition(
            PutItemRequest request, @Nullable Map<String, AttributeValue> before) {
        if (request.conditionExpression() != null
                && !new Expressions(
                                request.expressionAttributeNames(),
                                request.expressionAttributeValues())
                        .holds(request.conditionExpression(), before)) {
            throw conditionFailed(request, before);
        }
    }

    // The error has the existing item if the request asks for it.
    private static ConditionalCheckFailedException conditionFailed(
            PutItemRequest request, @Nullable Map<String, AttributeValue> existing) {
        var failure =
                Errors.withDetails(
                        ConditionalCheckFailedException.builder(),
                        400,
                        "ConditionalCheckFailedException",
                        "The conditional request failed");
        if (existing != null
                && request.returnValuesOnConditionCheckFailure()
                        == ReturnValuesOnConditionCheckFailure.ALL_OLD) {
            failure.item(existing);
        }
        return failure.build();
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        network.call("Query", request::keyConditionExpression);
        network.strike(Fault.DYNAMO_FAILS, SimulatedDynamo::throttled);
        Table table = tables.named(request.tableName());
        var pagedQuery = new PagedQuery(request, table);
        List<Map<String, AttributeValue>> found =
                read(table, request.consistentRead(), pagedQuery::found);
        boolean newer = network.scheduler().isNewer();
        found.replaceAll(item -> Versions.read(item, newer));
        boolean isShort = found.size() > 1 && network.faults().strikes(Fault.PAGE_SHORT);
        int maxItems =
                isShort
                        ? 1 + network.faults().random().nextInt(found.size() - 1)
                        : Integer.MAX_VALUE;
        return pagedQuery.page(found, maxItems);
    }

    private static ProvisionedThroughputExceededException throttled() {
        return Errors.withDetails(
                        ProvisionedThroughputExceededException.builder(),
                        400,
                        "ProvisionedThroughputExceededException",
                        "The level of configured provisioned throughput is exceeded")
                .build();
    }

    static DynamoDbException invalid(String why) {
        return (DynamoDbException)
                Errors.withDetails(DynamoDbException.builder(), 400, "ValidationException", why)
                        .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
