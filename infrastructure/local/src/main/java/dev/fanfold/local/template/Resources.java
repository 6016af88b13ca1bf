package dev.fanfold.local.template;

import dev.fanfold.local.emulator.Aws;
import dev.fanfold.local.emulator.Queue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/// Buckets, queues and tables out of their properties.
final class Resources {
    private static final Known.Names QUEUE_NOTIFICATION =
            new Known.Names(Set.of("Event", "Queue", "Filter"), Set.of());
    private static final Known.Names NOTIFICATIONS =
            new Known.Names(Set.of("QueueConfigurations"), Set.of());
    private static final Known.Names REDRIVE =
            new Known.Names(Set.of("deadLetterTargetArn", "maxReceiveCount"), Set.of());
    private static final Known.Names INDEX =
            new Known.Names(
                    Set.of("IndexName", "KeySchema", "Projection"),
                    Set.of(
                            "OnDemandThroughput",
                            "WarmThroughput",
                            "ContributorInsightsSpecification"));

    private Resources() {}

    static Declared.Bucket bucket(Stack.Resource resource) {
        List<Declared.Notification> notifications =
                resource.properties().part("NotificationConfiguration").stream()
                        .flatMap(all ->
                                all.only(NOTIFICATIONS).parts("QueueConfigurations").stream())
                        .map(part -> notification(resource.id(), part.only(QUEUE_NOTIFICATION)))
                        .toList();
        return new Declared.Bucket(resource.name(), notifications);
    }

    private static Declared.Notification notification(String id, Properties part) {
        String event = part.text("Event");
        if (!event.startsWith("s3:ObjectCreated:")) {
            throw part.refuse(
                    "Event",
                    event + " is not sent: the local cloud tells of s3:ObjectCreated: events");
        }
        String prefix = "";
        String suffix = "";
        List<Properties> rules =
                part.part("Filter")
                        .flatMap(filter -> filter.part("S3Key"))
                        .map(key -> key.parts("Rules"))
                        .orElse(List.of());
        for (Properties rule : rules) {
            switch (rule.text("Name")) {
                case "prefix" -> prefix = rule.text("Value");
                case "suffix" -> suffix = rule.text("Value");
                case String other ->
                        throw rule.refuse("Name", other + " is neither prefix nor suffix");
            }
        }
        return new Declared.Notification(id, event, part.text("Queue"), prefix, suffix);
    }

    static Queue queue(Stack.Resource resource) {
        Properties properties = resource.properties();
        return new Queue(
                resource.name(),
                Duration.ofSeconds(properties.integer("VisibilityTimeout", 30, 0, 43_200)),
                Duration.ofSeconds(properties.integer("DelaySeconds", 0, 0, 900)),
                Duration.ofSeconds(properties.integer("ReceiveMessageWaitTimeSeconds", 0, 0, 20)),
                properties.part("RedrivePolicy").map(policy -> redrive(policy.only(REDRIVE))));
    }

    private static Queue.Redrive redrive(Properties policy) {
        return new Queue.Redrive(
                Aws.nameIn(policy.text("deadLetterTargetArn")),
                policy.integer("maxReceiveCount", 10, 1, 1000));
    }

    static Declared.Table table(Stack.Resource resource) {
        Properties properties = resource.properties();
        CreateTableRequest.Builder request =
                CreateTableRequest.builder()
                        .tableName(resource.name())
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .keySchema(keys(properties))
                        .attributeDefinitions(
                                properties.parts("AttributeDefinitions").stream()
                                        .map(Resources::attribute)
                                        .toList());
        if (properties.has("GlobalSecondaryIndexes")) {
            request.globalSecondaryIndexes(
                    properties.parts("GlobalSecondaryIndexes").stream()
                            .map(Resources::index)
                            .toList());
        }
        properties
                .part("StreamSpecification")
                .map(stream -> stream.text("StreamViewType"))
                .ifPresent(view ->
                        request.streamSpecification(
                                spec -> spec.streamEnabled(true).streamViewType(view)));
        Optional<String> expires =
                properties
                        .part("TimeToLiveSpecification")
                        .filter(spec -> spec.flag("Enabled", true))
                        .map(spec -> spec.text("AttributeName"));
        return new Declared.Table(request.build(), expires);
    }

    private static AttributeDefinition attribute(Properties part) {
        return AttributeDefinition.builder()
                .attributeName(part.text("AttributeName"))
                .attributeType(part.text("AttributeType"))
                .build();
    }

    private static List<KeySchemaElement> keys(Properties part) {
        return part.parts("KeySchema").stream()
                .map(key ->
                        KeySchemaElement.builder()
                                .attributeName(key.text("AttributeName"))
                                .keyType(key.text("KeyType"))
                                .build())
                .toList();
    }

    private static GlobalSecondaryIndex index(Properties written) {
        Properties part = written.only(INDEX);
        Properties projection =
                part.part("Projection").orElseThrow(() -> part.refuse("Projection", "is missing"));
        return GlobalSecondaryIndex.builder()
                .indexName(part.text("IndexName"))
                .keySchema(keys(part))
                .projection(to -> {
                    to.projectionType(projection.text("ProjectionType"));
                    if (projection.has("NonKeyAttributes")) {
                        to.nonKeyAttributes(projection.texts("NonKeyAttributes"));
                    }
                })
                .build();
    }
}
