package dev.fanfold.template;

import dev.fanfold.aws.lambda.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The application's alarms and dashboard as deployed, with all references resolved.
final class Operations {
    static final Path ROOT = Path.of("../..");
    private static final Path TEMPLATE = ROOT.resolve("template.yaml");
    private static final Map<String, Set<String>> OF_AWS =
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
        add(opened(TEMPLATE, "fanfold", parameters));
    }

    /// One stack of the application.
    static Stack stack(String name, Map<String, String> parameters) {
        Path file = ROOT.resolve("infrastructure/stacks").resolve(name);
        return opened(file, name, parameters);
    }

    private static Stack opened(Path file, String name, Map<String, String> parameters) {
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
    /// @param of the queue or function that it measures
    record Looked(String namespace, String metric, String dimension, String of) {}

    /// The metrics that the alarm refers to.
    static List<Looked> looked(Stack.Resource alarm) {
        Properties properties = alarm.properties();
        if (properties.has("MetricName")) {
            return List.of(looked(properties));
        }
        return properties.items("Metrics").stream()
                .map(item -> new Properties(alarm.id(), (Value.Fields) item))
                .flatMap(item -> item.fields("MetricStat").stream())
                .flatMap(stat -> new Properties(alarm.id(), stat).fields("Metric").stream())
                .map(metric -> looked(new Properties(alarm.id(), metric)))
                .toList();
    }

    private static Looked looked(Properties metric) {
        var dimension =
                new Properties("dimension", (Value.Fields) metric.items("Dimensions").getFirst());
        return new Looked(
                metric.text("Namespace"),
                metric.text("MetricName"),
                dimension.text("Name"),
                dimension.text("Value"));
    }

    /// The error in the metric: it is never sent, or its queue or function does not exist.
    Optional<String> wrong(Looked looked) {
        boolean sent =
                looked.namespace.equals(Metric.NAMESPACE)
                        ? Stream.of(Metric.values())
                                .anyMatch(metric -> metric.title().equals(looked.metric))
                        : OF_AWS.getOrDefault(looked.namespace, Set.of()).contains(looked.metric);
        boolean there =
                switch (looked.dimension) {
                    case "QueueName" -> looked.namespace.equals("AWS/SQS") && queue(looked.of);
                    case "FunctionName" ->
                            looked.namespace.equals("AWS/Lambda") && function(looked.of);
                    case Metric.DIMENSION ->
                            looked.namespace.equals(Metric.NAMESPACE) && function(looked.of);
                    default -> false;
                };
        return sent && there ? Optional.empty() : Optional.of(looked.toString());
    }

    private boolean queue(String name) {
        return declaredResources.queues().stream().map(Queue::name).anyMatch(name::equals);
    }

    private boolean function(String name) {
        return declaredResources.functions().stream().map(Function::name).anyMatch(name::equals);
    }
}
