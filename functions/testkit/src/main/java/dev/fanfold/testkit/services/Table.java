package dev.fanfold.testkit.services;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// A table, with the calls that the application makes, and the values of items.
record Table(Services services, String name) {
    static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    static AttributeValue bytes(byte[] bytes) {
        return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
    }

    /// A copy of the item with one more attribute.
    static Map<String, AttributeValue> with(
            Map<String, AttributeValue> item, String name, AttributeValue value) {
        var more = new HashMap<>(item);
        more.put(name, value);
        return more;
    }

    static Map<String, AttributeValue> key(String pk) {
        return Map.of("pk", text(pk));
    }

    static Map<String, AttributeValue> key(String pk, String sk) {
        return Map.of("pk", text(pk), "sk", text(sk));
    }

    void put(Map<String, AttributeValue> item) {
        services.dynamo().putItem(put -> put.tableName(name).item(item));
    }

    void putIfAbsent(Map<String, AttributeValue> item) {
        put(item, put -> put.conditionExpression("attribute_not_exists(pk)"));
    }

    /// Writes the item if the stored one has the version `before`.
    void putIfVersion(Map<String, AttributeValue> item, long before) {
        put(
                item,
                put ->
                        put.conditionExpression("version = :before")
                                .expressionAttributeValues(Map.of(":before", number(before))));
    }

    void put(Map<String, AttributeValue> item, Consumer<PutItemRequest.Builder> more) {
        services.dynamo().putItem(put -> more.accept(put.tableName(name).item(item)));
    }

    void delete(Map<String, AttributeValue> key) {
        services.dynamo().deleteItem(delete -> delete.tableName(name).key(key));
    }

    /// The item, from a consistent read; null if there is none.
    @Nullable Map<String, AttributeValue> get(Map<String, AttributeValue> key) {
        var answer =
                services.dynamo().getItem(get -> get.tableName(name).key(key).consistentRead(true));
        return answer.hasItem() ? answer.item() : null;
    }

    /// One page of a query.
    QueryResponse query(Consumer<QueryRequest.Builder> more) {
        return services.dynamo().query(query -> more.accept(query.tableName(name)));
    }

    /// One page of a partition, from a consistent read.
    QueryResponse partition(String pk, Consumer<QueryRequest.Builder> more) {
        return query(query ->
                more.accept(
                        query.keyConditionExpression("pk = :partition")
                                .expressionAttributeValues(Map.of(":partition", text(pk)))
                                .consistentRead(true)));
    }

    /// The text or number of this attribute in each item, as text; `absent` if an item lacks it.
    static List<String> texts(QueryResponse page, String attribute) {
        return page.items().stream()
                .map(item -> item.getOrDefault(attribute, text("absent")))
                .map(value -> value.s() == null ? value.n() : value.s())
                .toList();
    }
}
