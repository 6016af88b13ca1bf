package dev.fanfold.template;

import dev.fanfold.aws.lambda.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The alarms and dashboards of the application's templates, with all references resolved.
final class Operations {
    static final Path ROOT = Path.of("../..");
    private static final Path TEMPLATE = ROOT.resolve("template.yaml");
    private static final Map<String, Set<String>> METRICS_OF_AWS =
            Map.of(
                    "AWS/SQS",
                    Set.of(
                            "ApproximateAgeOfOldestMessage",
                            "ApproximateNumberOfMessagesVisible",
                            "NumberOfMessagesReceived"),
                    "AWS/Lambda",
                    Set.of(
                            "Errors",
                            "Throttles",
                            "Duration",
                            "Invocations",
                            "IteratorAge",
                            "ConcurrentExecutions"));

    final List<Stack.Resource> alarms = new ArrayList<>();
    final List<Stack.Resource> dashboards = new ArrayList<>();
    final DeclaredResources declaredResources;

    Operations(Map<String, String> parameters) {
        declaredResources = Templates.read(TEMPLATE, parameters, Operations::url);
        add(open(TEMPLATE, "fanfold", parameters));
    }

    /// One stack of the application.
    static Stack stack(String name, Map<String, String> parameters) {
        Path file = ROOT.resolve("infrastructure/stacks").resolve(name);
        return open(file, name, parameters);
    }

    private static Stack open(Path file, String name, Map<String, String> parameters) {
        return Stack.open(new TemplateFiles(file), file, name, texts(parameters), Operations::url);
    }

    private static String url(String queue) {
        return "http://" + queue;
    }

    private static Map<String, Value> texts(Map<String, String> parameters) {
        var values = new java.util.HashMap<String, Value>();
        parameters.forEach(
                (name, text) -> values.put(name, new Value.Text(text, new Place(TEMPLATE, 1))));
        return values;
    }

    private void add(Stack stack) {
        for (Stack.Resource resource : stack.resources()) {
            switch (resource.type()) {
                case "AWS::CloudWatch::Alarm" -> alarms.add(resource);
                case "AWS::CloudWatch::Dashboard" -> dashboards.add(resource);
                case "AWS::Serverless::Application" -> add(stack.nested(resource.id()));
                default -> {}
            }
        }
    }

    /// A metric that an alarm or a graph refers to.
    ///
    /// @param source name of the queue or function that the metric is about
    record MetricReference(String namespace, String metric, String dimension, String source) {}

    /// The metrics that an alarm refers to.
    static List<MetricReference> metrics(Stack.Resource alarm) {
        Properties properties = alarm.properties();
        if (properties.has("MetricName")) {
            return List.of(metric(properties));
        }
        return properties.items("Metrics").stream()
                .map(item -> new Properties(alarm.id(), (Value.Fields) item))
                .flatMap(item -> item.fields("MetricStat").stream())
                .flatMap(stat -> new Properties(alarm.id(), stat).fields("Metric").stream())
                .map(metric -> metric(new Properties(alarm.id(), metric)))
                .toList();
    }

    private static MetricReference metric(Properties metric) {
        var dimension =
                new Properties("dimension", (Value.Fields) metric.items("Dimensions").getFirst());
        return new MetricReference(
                metric.text("Namespace"),
                metric.text("MetricName"),
                dimension.text("Name"),
                dimension.text("Value"));
    }

    /// The reference as text if it is invalid: the metric is never sent, or its queue or function
    /// does not exist.
    Optional<String> invalid(MetricReference reference) {
        boolean sent =
                reference.namespace.equals(Metric.NAMESPACE)
                        ? Stream.of(Metric.values())
                                .anyMatch(metric -> metric.title().equals(reference.metric))
                        : METRICS_OF_AWS
                                .getOrDefault(reference.namespace, Set.of())
                                .contains(reference.metric);
        boolean exists =
                switch (reference.dimension) {
                    case "QueueName" ->
                            reference.namespace.equals("AWS/SQS") && queue(reference.source);
                    case "FunctionName" ->
                            reference.namespace.equals("AWS/Lambda") && function(reference.source);
                    case Metric.DIMENSION ->
                            reference.namespace.equals(Metric.NAMESPACE)
                                    && function(reference.source);
                    default -> false;
                };
        return sent && exists ? Optional.empty() : Optional.of(reference.toString());
    }

    private boolean queue(String name) {
        return declaredResources.queues().stream().map(Queue::name).anyMatch(name::equals);
    }

    private boolean function(String name) {
        return declaredResources.functions().stream().map(Function::name).anyMatch(name::equals);
    }
}
