package dev.fanfold.localstack;

import dev.fanfold.aws.AwsPorts;
import dev.fanfold.aws.Settings;
import dev.fanfold.engine.Dispatcher;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.arrival.Tolerance;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.messages.SettingsJson;
import dev.fanfold.workload.JobSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The application as users see it: buckets, queues, a table, and the engine's dispatcher on them.
final class Application {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<QueueAttributeName> DEPTH =
            List.of(
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
    final Target target;
    final Ports ports;
    final Dispatcher dispatcher;

    Application(Target target) {
        this.target = target;
        var environment = new LinkedHashMap<>(target.sdk());
        environment.put("FANFOLD_JOBS_TABLE", output("JobsTable"));
        environment.put("FANFOLD_REPORTS_TABLE", output("ReportsTable"));
        environment.put("FANFOLD_RESULTS_BUCKET", output("ResultsBucket"));
        environment.put("FANFOLD_DISPATCH_QUEUE_URL", output("DispatchQueueUrl"));
        environment.put("FANFOLD_APPLICATION", output("Application"));
        ports = AwsPorts.of(Settings.dispatcher(environment), Workloads.discovered());
        dispatcher = new Dispatcher(ports, SettingsJson::parse);
    }

    String output(String name) {
        return Objects.requireNonNull(target.outputs().get(name), name);
    }

    String workQueue() {
        String name = output("Application") + "_general_work";
        return target.sqs().getQueueUrl(request -> request.queueName(name)).queueUrl();
    }

    /// Waits until a condition holds, for at most two minutes.
    static ConditionFactory until(String what) {
        return Awaitility.await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(100));
    }

    void put(String key, String text) {
        target.s3()
                .putObject(
                        r -> r.bucket(output("InboxBucket")).key(key),
                        RequestBody.fromString(text));
    }

    void put(String key, Path file) {
        target.s3().putObject(r -> r.bucket(output("InboxBucket")).key(key), file);
    }

    void remove(String key) {
        target.s3().deleteObject(r -> r.bucket(output("InboxBucket")).key(key));
    }

    /// Submits a job that reads no input.
    ///
    /// @param tolerate how many lost tasks make it PARTIAL rather than FAILED
    JobId submit(String workload, Map<String, String> settings, int tolerate, Duration deadline) {
        var options =
                new JobOptions(
                        new Tolerance(String.valueOf(tolerate)),
                        JobOptions.DEFAULT_REJECT,
                        4,
                        0,
                        10,
                        deadline);
        var request = new JobRequest(workload, JobSettings.of(settings), options, null, "test", 0);
        return dispatcher.submitAgain(request).job().id();
    }

    Job job(JobId id) {
        return ports.jobs().job(id).orElseThrow();
    }

    Job ended(JobId id) {
        until("job " + id + " has ended").until(() -> !job(id).isOpen());
        return job(id);
    }

    /// The number of messages in a queue, waiting or in flight.
    int depth(String queue) {
        Map<QueueAttributeName, String> counts =
                target.sqs()
                        .getQueueAttributes(r -> r.queueUrl(queue).attributeNames(DEPTH))
                        .attributes();
        return DEPTH.stream()
                .map(counts::get)
                .map(Objects::requireNonNull)
                .mapToInt(Integer::parseInt)
                .sum();
    }

    /// The row of the one job that an upload under this name started, after the job has ended.
    Map<String, AttributeValue> answered(String name) {
        until("the upload " + name + " is answered")
                .until(() ->
                        rows(name).stream()
                                .anyMatch(row ->
                                        !List.of("ACCEPTED", "DISPATCHING", "RUNNING", "FINISHING")
                                                .contains(text(row, "state"))));
        return rows(name).getFirst();
    }

    /// The rows of all jobs that uploads under this name started, read with the AWS SDK.
    List<Map<String, AttributeValue>> rows(String name) {
        String table = output("JobsTable");
        return target
                .dynamodb()
                .query(r ->
                        r.tableName(table)
                                .indexName("by-owner")
                                .keyConditionExpression("#owner = :inbox")
                                .expressionAttributeNames(Map.of("#owner", "owner"))
                                .expressionAttributeValues(
                                        Map.of(":inbox", AttributeValue.fromS("inbox"))))
                .items()
                .stream()
                .map(item ->
                        target.dynamodb()
                                .getItem(r ->
                                        r.tableName(table)
                                                .key(Map.of("pk", item.get("pk")))
                                                .consistentRead(true))
                                .item())
                .filter(row -> text(row, "job").contains("/" + name + "/"))
                .toList();
    }

    static String text(Map<String, AttributeValue> row, String attribute) {
        return Objects.requireNonNull(row.get(attribute), attribute).s();
    }
}
