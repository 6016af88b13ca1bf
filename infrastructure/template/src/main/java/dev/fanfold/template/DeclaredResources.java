package dev.fanfold.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;

/// The resources that a template and its nested stacks declare, with every name and reference
/// resolved.
///
/// @param queues queues in the order in which they can be created: a dead-letter queue precedes the
///   queues that send to it
/// @param outputs the root stack's outputs
public record DeclaredResources(
        List<Bucket> buckets,
        List<Queue> queues,
        List<Table> tables,
        List<Function> functions,
        List<Api> apis,
        Map<String, String> outputs) {
    public DeclaredResources {
        buckets = List.copyOf(buckets);
        queues = List.copyOf(queues);
        tables = List.copyOf(tables);
        functions = List.copyOf(functions);
        apis = List.copyOf(apis);
        outputs = Map.copyOf(outputs);
    }

    public record Bucket(String name, List<Notification> notifications) {}

    /// A rule by which a bucket sends a message to a queue after an upload.
    ///
    /// @param id logical id of the bucket
    /// @param event the type of events, for example `s3:ObjectCreated:*`
    public record Notification(
            String id, Place place, String event, String queueArn, String prefix, String suffix) {}

    /// A table to create.
    ///
    /// @param expires name of the attribute with the time at which an item expires, if items expire
    public record Table(CreateTableRequest request, Optional<String> expires) {}
}
