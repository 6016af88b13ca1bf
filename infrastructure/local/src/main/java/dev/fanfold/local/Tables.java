package dev.fanfold.local;

import dev.fanfold.local.emulator.DynamoDbEmulator;
import dev.fanfold.template.DeclaredResources;
import dev.fanfold.workload.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

/// Creates the declared tables. Of a table from an earlier run it checks that the declaration has
/// not changed.
final class Tables {
    private Tables() {}

    /// @return the number of declared tables
    /// @throws InvalidInputException if a table exists with another key, index or stream
    static int create(List<DeclaredResources.Table> tables, DynamoDbEmulator dynamodb) {
        for (DeclaredResources.Table table : tables) {
            create(table, dynamodb);
        }
        return tables.size();
    }

    private static void create(DeclaredResources.Table table, DynamoDbEmulator dynamodb) {
        if (!dynamodb.create(table.request())) { // it is from an earlier run on this directory
            checkSame(table.request(), dynamodb.describe(table.request().tableName()));
            return;
        }
        table.expires()
                .ifPresent(attribute ->
                        dynamodb.enableTimeToLive(
                                UpdateTimeToLiveRequest.builder()
                                        .tableName(table.request().tableName())
                                        .timeToLiveSpecification(
                                                spec -> spec.attributeName(attribute).enabled(true))
                                        .build()));
    }

    private static void checkSame(CreateTableRequest declared, TableDescription existing) {
        Map<String, String> declaredShape = shape(declared);
        Map<String, String> existingShape = shape(existing);
        var parts = new TreeSet<>(declaredShape.keySet());
        parts.addAll(existingShape.keySet());
        for (String part : parts) {
            String before = existingShape.getOrDefault(part, "absent");
            String now = declaredShape.getOrDefault(part, "absent");
            if (!before.equals(now)) {
                throw new InvalidInputException(
                        "the data directory was created with another template: in its table %s the %s is %s, but the template declares %s. Give another directory, or run the template that it was created with"
                                .formatted(declared.tableName(), part, before, now));
            }
        }
    }

    private static Map<String, String> shape(CreateTableRequest table) {
        Map<String, String> shape = new TreeMap<>();
        shape.put("key", keys(table.keySchema(), table.attributeDefinitions()));
        table.globalSecondaryIndexes()
                .forEach(index ->
                        shape.put(
                                "index " + index.indexName(),
                                keys(index.keySchema(), table.attributeDefinitions())
                                        + projected(index.projection())));
        shape.put("stream", stream(table.streamSpecification()));
        return shape;
    }

    private static Map<String, String> shape(TableDescription table) {
        Map<String, String> shape = new TreeMap<>();
        shape.put("key", keys(table.keySchema(), table.attributeDefinitions()));
        table.globalSecondaryIndexes()
                .forEach(index ->
                        shape.put(
                                "index " + index.indexName(),
                                keys(index.keySchema(), table.attributeDefinitions())
                                        + projected(index.projection())));
        shape.put("stream", stream(table.streamSpecification()));
        return shape;
    }

    private static String keys(List<KeySchemaElement> keys, List<AttributeDefinition> attributes) {
        Map<String, String> types =
                attributes.stream()
                        .collect(
                                Collectors.toMap(
                                        AttributeDefinition::attributeName,
                                        AttributeDefinition::attributeTypeAsString));
        return keys.stream()
                .map(key ->
                        "%s %s (%s)"
                                .formatted(
                                        key.keyTypeAsString(),
                                        key.attributeName(),
                                        types.get(key.attributeName())))
                .collect(Collectors.joining(", "));
    }

    private static String projected(Projection projection) {
        return " with "
                + projection.projectionTypeAsString()
                + projection.nonKeyAttributes().stream()
                        .sorted()
                        .map(name -> " " + name)
                        .collect(Collectors.joining());
    }

    private static String stream(@Nullable StreamSpecification stream) {
        return stream == null || !Boolean.TRUE.equals(stream.streamEnabled())
                ? "off"
                : String.valueOf(stream.streamViewTypeAsString());
    }
}
