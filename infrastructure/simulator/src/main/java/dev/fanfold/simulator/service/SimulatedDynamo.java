package dev.fanfold.simulator.service;

import dev.fanfold.simulator.fault.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// DynamoDB as functions call it.
public final class SimulatedDynamo implements DynamoDbClient {
    private static final int PAGE_BYTES = 1024 * 1024;
    private static final int LONGEST = 700;
    private static final long INDEX_LAG = 20_000_000;
    private final Network network;
    private final Tables tables;

    public SimulatedDynamo(Network network, Tables tables) {
        this.network = network;
        this.tables = tables;
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        network.call("GetItem", () -> shown(request.key()));
        network.strike(Fault.DYNAMO_FAILS, SimulatedDynamo::throttled);
        Table table = tables.named(request.tableName());
        Map<String, AttributeValue> item = table.get(table.key(request.key()));
        return item == null
                ? GetItemResponse.builder().build()
                : GetItemResponse.builder()
                        .item(Versions.read(item, network.scheduler().isNewer()))
                        .build();
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        network.call("PutItem", () -> shown(request.item()));
        network.strike(Fault.DYNAMO_FAILS, SimulatedDynamo::throttled);
        Table table = tables.named(request.tableName());
        Map<String, AttributeValue> before = table.get(table.key(request.item()));
        check(request, before);
        tables.put(
                table,
                Versions.written(request.item(), network.scheduler().isNewer()),
                network.scheduler().micros());
        network.strike(Fault.WRITE_UNANSWERED, Network::unanswered);
        if (request.conditionExpression() != null) {
            network.strike(Fault.OWN_WRITE, () -> failed(request, request.item()));
        }
        return PutItemResponse.builder().build();
    }

    private static String shown(Map<String, AttributeValue> item) {
        String text =
                item.values().stream()
                        .filter(value -> value.s() != null)
                        .map(AttributeValue::s)
                        .sorted(Comparator.comparing(String::length))
                        .toList()
                        .toString();
        return text.substring(0, Math.min(LONGEST, text.length()));
    }

    private static void check(
            PutItemRequest request, @Nullable Map<String, AttributeValue> before) {
        if (request.conditionExpression() != null
                && !new Expressions(
                                request.expressionAttributeNames(),
                                request.expressionAttributeValues())
                        .holds(request.conditionExpression(), before)) {
            throw failed(request, before);
        }
    }

    private static ConditionalCheckFailedException failed(
            PutItemRequest request, @Nullable Map<String, AttributeValue> there) {
        var failure =
                ConditionalCheckFailedException.builder().message("The conditional request failed");
        if (there != null
                && request.returnValuesOnConditionCheckFailure()
                        == ReturnValuesOnConditionCheckFailure.ALL_OLD) {
            failure.item(there);
        }
        return failure.build();
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        network.call("Query", request::keyConditionExpression);
        network.strike(Fault.DYNAMO_FAILS, SimulatedDynamo::throttled);
        Table table = tables.named(request.tableName());
        Table.Keys keys = keys(request, table);
        var terms =
                new Expressions(
                        request.expressionAttributeNames(), request.expressionAttributeValues());
        String condition = request.keyConditionExpression();
        List<Map<String, AttributeValue>> found =
                new ArrayList<>(table.partition(keys, terms.equalTo(condition, keys.hash())));
        if (found.isEmpty()) {
            terms.holds(condition, null);
        }
        found.removeIf(item -> !terms.holds(condition, item));
        if (request.indexName() != null && network.strikes(Fault.INDEX_LATE)) {
            found.removeIf(isNew());
        }
        if (Boolean.FALSE.equals(request.scanIndexForward())) {
            Collections.reverse(found);
        }
        boolean newer = network.scheduler().isNewer();
        found.replaceAll(item -> Versions.read(item, newer));
        return page(request, table, keys, found);
    }

    // An index that lags has not heard of what was written just now.
    private Predicate<Map<String, AttributeValue>> isNew() {
        long since = network.scheduler().instant().toEpochMilli() - INDEX_LAG / 1_000;
        return item -> item.containsKey("due") && Long.parseLong(item.get("due").n()) > since;
    }

    private static Table.Keys keys(QueryRequest request, Table table) {
        if (request.indexName() == null) {
            return table.keys();
        }
        if (Boolean.TRUE.equals(request.consistentRead())) {
            throw invalid("Consistent reads are not supported on global secondary indexes");
        }
        return table.index(request.indexName())
                .orElseThrow(() ->
                        invalid(
                                "The table does not have the specified index: "
                                        + request.indexName()));
    }

    private static QueryResponse page(
            QueryRequest request,
            Table table,
            Table.Keys keys,
            List<Map<String, AttributeValue>> found) {
        List<Map<String, AttributeValue>> rest = found;
        if (request.hasExclusiveStartKey()) {
            Table.Key last = table.key(request.exclusiveStartKey());
            int at = 0;
            while (at < found.size() && !table.key(found.get(at)).equals(last)) {
                at++;
            }
            rest = found.subList(Math.min(found.size(), at + 1), found.size());
        }
        int most = request.limit() == null ? Integer.MAX_VALUE : request.limit();
        var page = new ArrayList<Map<String, AttributeValue>>();
        long bytes = 0;
        for (Map<String, AttributeValue> item : rest) {
            if (page.size() == most || bytes > PAGE_BYTES) {
                break;
            }
            page.add(item);
            bytes += Table.size(item);
        }
        QueryResponse.Builder answer = QueryResponse.builder().items(page).count(page.size());
        if (page.size() < rest.size() || page.size() == most) {
            answer.lastEvaluatedKey(lastKey(table, keys, page.getLast()));
        }
        return answer.build();
    }

    private static Map<String, AttributeValue> lastKey(
            Table table, Table.Keys keys, Map<String, AttributeValue> item) {
        var key = new java.util.TreeMap<String, AttributeValue>();
        for (Table.Keys some : List.of(table.keys(), keys)) {
            key.put(some.hash(), item.get(some.hash()));
            if (some.range() != null) {
                key.put(some.range(), item.get(some.range()));
            }
        }
        return key;
    }

    private static ProvisionedThroughputExceededException throttled() {
        return ProvisionedThroughputExceededException.builder()
                .statusCode(400)
                .message("The level of configured provisioned throughput is exceeded")
                .build();
    }

    static DynamoDbException invalid(String why) {
        return (DynamoDbException)
                DynamoDbException.builder()
                        .statusCode(400)
                        .awsErrorDetails(
                                AwsErrorDetails.builder()
                                        .errorCode("ValidationException")
                                        .errorMessage(why)
                                        .build())
                        .message(why)
                        .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
