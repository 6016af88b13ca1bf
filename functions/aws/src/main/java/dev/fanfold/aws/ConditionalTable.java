package dev.fanfold.aws;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// A table whose items are written under a condition and read consistently.
final class ConditionalTable {
    private final DynamoDbClient dynamo;
    private final String name;

    ConditionalTable(DynamoDbClient dynamo, String name) {
        this.dynamo = dynamo;
        this.name = name;
    }

    /// The item with this key, as the last successful write left it.
    Optional<StoredItem> get(String pk) {
        var response =
                dynamo.getItem(get ->
                        get.tableName(name)
                                .key(Map.of("pk", AttributeValue.fromS(pk)))
                                .consistentRead(true));
        return response.hasItem() ? Optional.of(new StoredItem(response.item())) : Optional.empty();
    }

    /// Writes the item if the table has none with its key. Returns whether it was written.
    boolean putIfAbsent(Map<String, AttributeValue> item) {
        return put(item, "attribute_not_exists(pk)", Map.of());
    }

    /// Writes the item if the stored one has this version. Returns whether it was written.
    boolean putIfVersion(Map<String, AttributeValue> item, long version) {
        return put(
                item,
                "version = :before",
                Map.of(":before", AttributeValue.fromN(Long.toString(version))));
    }

    private boolean put(
            Map<String, AttributeValue> item,
            String condition,
            Map<String, AttributeValue> values) {
        try {
            dynamo.putItem(put ->
                    put.tableName(name)
                            .item(item)
                            .conditionExpression(condition)
                            .expressionAttributeValues(values.isEmpty() ? null : values));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }
}
