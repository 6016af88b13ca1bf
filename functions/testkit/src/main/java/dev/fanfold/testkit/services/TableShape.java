package dev.fanfold.testkit.services;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/// The keys, indexes and streams of the application's two tables.
public enum TableShape {
    /// Key `pk`; the indexes `open-by-due`, `by-owner` and `by-state`, which contain keys only.
    JOBS {
        @Override
        CreateTableRequest request(String name) {
            return plain(name)
                    .attributeDefinitions(
                            attribute("pk", ScalarAttributeType.S),
                            attribute("openJobs", ScalarAttributeType.S),
                            attribute("due", ScalarAttributeType.N),
                            attribute("owner", ScalarAttributeType.S),
                            attribute("state", ScalarAttributeType.S),
                            attribute("createdAt", ScalarAttributeType.N))
                    .keySchema(keys("pk"))
                    .globalSecondaryIndexes(
                            index("open-by-due", "openJobs", "due"),
                            index("by-owner", "owner", "createdAt"),
                            index("by-state", "state", "createdAt"))
                    .build();
        }
    },
    /// Keys `pk` and `sk`; a stream whose records contain the new item.
    REPORTS {
        @Override
        CreateTableRequest request(String name) {
            return plain(name)
                    .attributeDefinitions(
                            attribute("pk", ScalarAttributeType.S),
                            attribute("sk", ScalarAttributeType.S))
                    .keySchema(keys("pk", "sk"))
                    .streamSpecification(stream ->
                            stream.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE))
                    .build();
        }
    };

    abstract CreateTableRequest request(String name);

    private static CreateTableRequest.Builder plain(String name) {
        return CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST);
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
    }

    // The first name is the partition key, the second the sort key.
    private static List<KeySchemaElement> keys(String... names) {
        return Stream.of(names)
                .map(name ->
                        KeySchemaElement.builder()
                                .attributeName(name)
                                .keyType(name.equals(names[0]) ? KeyType.HASH : KeyType.RANGE)
                                .build())
                .toList();
    }

    private static GlobalSecondaryIndex index(String name, String hash, String range) {
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(keys(hash, range))
                .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))
                .build();
    }
}
