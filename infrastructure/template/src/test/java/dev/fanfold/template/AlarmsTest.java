package dev.fanfold.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.aws.lambda.Metric;
import dev.fanfold.template.Operations.MetricReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/// Each queue, function, stream and schedule has alarms. Each alarm and graph refers to an existing
/// metric, and operations.md has an entry for each alarm.
class AlarmsTest {
    private static final Path HANDBOOK = Operations.ROOT.resolve("docs/operations.md");
    private static final Pattern ALARM =
            Pattern.compile("(?m)^  (\\w+):\n    Type: AWS::CloudWatch::Alarm");
    private static final Pattern SECTION = Pattern.compile("(?m)^### (.+)$");
    private final Operations operations = new Operations(Map.of());

    @Test
    void everyQueueHasAnAlarmForWaitingMessages() {
        Set<String> watched =
                watched(
                        "AWS/SQS",
                        "ApproximateAgeOfOldestMessage",
                        "ApproximateNumberOfMessagesVisible");

        assertThat(operations.declaredResources.queues())
                .extracting(Queue::name)
                .isSubsetOf(watched);
    }

    @Test
    void everyDeadLetterQueueHasAnAlarmForItsFirstMessage() {
        Set<String> watched =
                watched(
                        "AWS/SQS",
                        "NumberOfMessagesReceived",
                        "ApproximateNumberOfMessagesVisible");

        assertThat(
                        operations.declaredResources.queues().stream()
                                .flatMap(queue -> queue.redrive().stream()))
                .isNotEmpty()
                .allSatisfy(redrive -> assertThat(watched).contains(redrive.deadLetters()));
    }

    @Test
    void everyFunctionHasItsAlarms() {
        assertThat(operations.declaredResources.functions())
                .extracting(Function::name)
                .isSubsetOf(watched("AWS/Lambda", "Errors"))
                .isSubsetOf(watched("AWS/Lambda", "Throttles"));
    }

    @Test
    void everyStreamAndEveryScheduleHasAnAlarm() {
        assertThat(functionsOn(Source.OfStream.class))
                .isNotEmpty()
                .isSubsetOf(watched("AWS/Lambda", "IteratorAge"));
        assertThat(functionsOn(Source.OfSchedule.class))
                .isNotEmpty()
                .isSubsetOf(watched("AWS/Lambda", "Invocations"));
    }

    @Test
    void everyAlarmRefersToExistingMetrics() {
        assertThat(operations.alarms).isNotEmpty();
        assertThat(
                        operations.alarms.stream()
                                .flatMap(alarm -> Operations.metrics(alarm).stream())
                                .flatMap(metric -> operations.invalid(metric).stream()))
                .isEmpty();
        assertThat(operations.alarms)
                .allSatisfy(alarm -> assertThat(Operations.metrics(alarm)).isNotEmpty());
    }

    @Test
    void onlyTheAlarmForMissingInvocationsTreatsMissingDataAsBreaching() {
        assertThat(
                        operations.alarms.stream()
                                .filter(alarm ->
                                        alarm.properties()
                                                .text("TreatMissingData")
                                                .equals("breaching"))
                                .flatMap(alarm -> Operations.metrics(alarm).stream()))
                .extracting(MetricReference::metric)
                .containsOnly("Invocations");
    }

    @Test
    void alarmsNotifyTheTopicOfTheParameterOnly() {
        String topic = "arn:aws:sns:us-east-1:123456789012:operators";
        var withTopic = new Operations(Map.of("AlarmTopicArn", topic));

        assertThat(withTopic.alarms)
                .allSatisfy(alarm -> {
                    assertThat(alarm.properties().texts("AlarmActions")).containsExactly(topic);
                    assertThat(alarm.properties().texts("OKActions")).containsExactly(topic);
                });
        assertThat(operations.alarms)
                .allSatisfy(alarm -> assertThat(alarm.properties().has("AlarmActions")).isFalse());
    }

    @Test
    void everyGraphRefersToExistingMetrics() {
        List<MetricReference> rows =
                operations.dashboards.stream()
                        .flatMap(dashboard -> rows(dashboard).stream())
                        .toList();

        assertThat(rows).hasSizeGreaterThan(30);
        assertThat(rows.stream().flatMap(row -> operations.invalid(row).stream())).isEmpty();
        assertThat(
                        rows.stream()
                                .filter(row -> row.metric().equals("Errors"))
                                .map(MetricReference::source))
                .containsExactlyInAnyOrderElementsOf(
                        operations.declaredResources.functions().stream()
                                .map(Function::name)
                                .toList());
    }

    @Test
    void everyPoolHasADashboardWithItsQueuesAndItsWorker() {
        Set<String> ofPools =
                operations.declaredResources.queues().stream()
                        .map(Queue::name)
                        .filter(name -> name.startsWith("fanfold_general_"))
                        .collect(Collectors.toSet());

        assertThat(ofPools).hasSize(4);
        assertThat(operations.dashboards)
                .hasSize(2)
                .anySatisfy(dashboard ->
                        assertThat(rows(dashboard))
                                .extracting(MetricReference::source)
                                .contains("fanfold_general_worker")
                                .containsAll(ofPools));
    }

    @Test
    void theHandbookHasASectionForEachAlarmAndNoOther() throws IOException {
        Set<String> alarms = new TreeSet<>();
        try (Stream<Path> stacks = Files.list(Operations.ROOT.resolve("infrastructure/stacks"))) {
            for (Path stack : stacks.toList()) {
                ALARM.matcher(Files.readString(stack))
                        .results()
                        .forEach(match -> alarms.add(match.group(1)));
            }
        }

        assertThat(
                        SECTION.matcher(Files.readString(HANDBOOK))
                                .results()
                                .flatMap(match -> Stream.of(match.group(1).split(", ", -1))))
                .containsExactlyInAnyOrderElementsOf(alarms);
        assertThat(operations.alarms)
                .allSatisfy(alarm ->
                        assertThat(alarm.properties().text("AlarmDescription"))
                                .endsWith("docs/operations.md, " + alarm.id() + "."));
    }

    @Test
    void theHandbookNamesEveryMetric() throws IOException {
        assertThat(Files.readString(HANDBOOK))
                .contains(
                        Stream.of(Metric.values())
                                .map(metric -> "| `" + metric.title() + "` |")
                                .toList());
    }

    private Set<String> watched(String namespace, String... metrics) {
        return operations.alarms.stream()
                .flatMap(alarm -> Operations.metrics(alarm).stream())
                .filter(metric -> metric.namespace().equals(namespace))
                .filter(metric -> Set.of(metrics).contains(metric.metric()))
                .map(MetricReference::source)
                .collect(Collectors.toSet());
    }

    private List<String> functionsOn(Class<? extends Source> kind) {
        return operations.declaredResources.functions().stream()
                .filter(function -> function.sources().stream().anyMatch(kind::isInstance))
                .map(Function::name)
                .toList();
    }

    // JSON is a subset of YAML.
    private static List<MetricReference> rows(Stack.Resource dashboard) {
        Map<String, List<Map<String, Map<String, List<List<Object>>>>>> body =
                new Yaml().load(dashboard.properties().text("DashboardBody"));
        return body.getOrDefault("widgets", List.of()).stream()
                .flatMap(widget ->
                        widget
                                .getOrDefault("properties", Map.of())
                                .getOrDefault("metrics", List.of())
                                .stream())
                .map(row ->
                        new MetricReference(
                                String.valueOf(row.get(0)),
                                String.valueOf(row.get(1)),
                                String.valueOf(row.get(2)),
                                String.valueOf(row.get(3))))
                .toList();
    }
}
