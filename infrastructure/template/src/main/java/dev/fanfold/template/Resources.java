package dev.fanfold.template;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/// Reads buckets, queues and tables from their properties.
final class Resources {
    private Resources() {}

    static DeclaredResources.Bucket bucket(Stack.Resource resource) {
        List<DeclaredResources.Notification> notifications =
                resource
                        .properties()
                        .part("NotificationConfiguration", KnownParts.NOTIFICATIONS)
                        .stream()
                        .flatMap(all ->
                                all
                                        .parts("QueueConfigurations", KnownParts.QUEUE_NOTIFICATION)
                                        .stream())
                        .map(part -> notification(resource.id(), part))
                        .toList();
        return new DeclaredResources.Bucket(resource.name(), notifications);
    }

    private static DeclaredResources.Notification notification(String id, Properties part) {
        String event = part.text("Event");
        if (!event.startsWith("s3:ObjectCreated:")) {
            throw part.refuse(
                    "Event",
                    event + " is not sent: the local cloud sends only s3:ObjectCreated: events");
        }
        String prefix = "";
        String suffix = "";
        List<Properties> rules =
                part.part("Filter", KnownParts.FILTER)
                        .flatMap(filter -> filter.part("S3Key", KnownParts.KEY_FILTER))
                        .map(key -> key.parts("Rules", KnownParts.RULE))
                        .orElse(List.of());
        for (Properties rule : rules) {
            switch (rule.text("Name")) {
                case "prefix" -> prefix = rule.text("Value");
                case "suffix" -> suffix = rule.text("Value");
                case String other ->
                        throw rule.refuse("Name", other + " is neither prefix nor suffix");
            }
        }
        return new DeclaredResources.Notification(
                id, part.place("Queue"), event, part.text("Queue"), prefix, suffix);
    }

    static Queue queue(Stack.Resource resource) {
        Properties properties = resource.properties();
        return new Queue(
                resource.name(),
                Duration.ofSeconds(properties.integer("VisibilityTimeout", 30, 0, 43_200)),
                Duration.ofSeconds(properties.integer("DelaySeconds", 0, 0, 900)),
                Duration.ofSeconds(properties.integer("ReceiveMessageWaitTimeSeconds", 0, 0, 20)),
                properties.part("RedrivePolicy", KnownParts.REDRIVE).map(Resources::redrive));
    }

    private static Queue.Redrive redrive(Properties policy) {
        return new Queue.Redrive(
                Aws.nameIn(policy.text("deadLetterTargetArn")),
                policy.integer("maxReceiveCount", 10, 1, 1000));
    }

    static DeclaredResources.Table table(Stack.Resource resource) {
        Properties properties = resource.properties();
        CreateTableRequest.Builder request =
                CreateTableRequest.builder()
                        .tableName(resource.name())
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .keySchema(keys(properties))
                        .attributeDefinitions(
                                properties
                                        .parts("AttributeDefinitions", KnownParts.ATTRIBUTE)
                                        .stream()
                                        .map(Resources::attribute)
                                        .toList());
        if (properties.has("GlobalSecondaryIndexes")) {
            request.globalSecondaryIndexes(
                    properties.parts("GlobalSecondaryIndexes", KnownParts.INDEX).stream()
                            .map(Resources::index)
                            .toList());
        }
        properties
                .part("StreamSpecification", KnownParts.STREAM)
                .map(stream ->
                        stream.choice(
                                "StreamViewType",
                                "KEYS_ONLY",
                                "NEW_IMAGE",
                                "OLD_IMAGE",
                                "NEW_AND_OLD_IMAGES"))
                .ifPresent(view ->
                        request.streamSpecification(
                                spec -> spec.streamEnabled(true).streamViewType(view)));
        Optional<String> expiryAttribute =
                properties
                        .part("TimeToLiveSpecification", KnownParts.EXPIRY)
                        .filter(spec -> spec.flag("Enabled", true))
                        .map(spec -> spec.text("AttributeName"));
        return new DeclaredResources.Table(request.build(), expiryAttribute);
    }

    private static AttributeDefinition attribute(Properties part) {
        return AttributeDefinition.builder()
                .attributeName(part.text("AttributeName"))
                .attributeType(part.choice("AttributeType", "S", "N", "B"))
                .build();
    }

    private static List<KeySchemaElement> keys(Properties tableOrIndex) {
        return tableOrIndex.parts("KeySchema", KnownParts.KEY).stream()
                .map(key ->
                        KeySchemaElement.builder()
                                .attributeName(key.text("AttributeName"))
                                .keyType(key.choice("KeyType", "HASH", "RANGE"))
                                .build())
                .toList();
    }

    private static GlobalSecondaryIndex index(Properties part) {
        Properties projection =
                part.part("Projection", KnownParts.PROJECTION)
                        .orElseThrow(() -> part.refuse("Projection", "is missing"));
        return GlobalSecondaryIndex.builder()
                .indexName(part.text("IndexName"))
                .keySchema(keys(part))
                .projection(to -> {
                    to.projectionType(
                            projection.choice("ProjectionType", "ALL", "KEYS_ONLY", "INCLUDE"));
                    if (projection.has("NonKeyAttributes")) {
                        to.nonKeyAttributes(projection.texts("NonKeyAttributes"));
                    }
                })
                .build();
    }
}
