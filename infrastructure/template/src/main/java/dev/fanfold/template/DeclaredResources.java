package dev.fanfold.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;

/// What a template and its nested stacks ask for, with every name and reference resolved.
///
/// @param queues a queue of dead letters stands before the queues that send to it
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

    /// Uploads of a bucket that a queue hears of.
    ///
    /// @param event such as `s3:ObjectCreated:*`
    public record Notification(
            String id, Place place, String event, String queueArn, String prefix, String suffix) {}

    /// A table to make.
    ///
    /// @param expires the attribute of the time to live
    public record Table(CreateTableRequest request, Optional<String> expires) {}
}
