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

/// The application as users see it: its buckets, queues and tables, and the engine's dispatcher.
final class Application {
    private static final Duration MAX_WAIT = Duration.ofMinutes(2);
    private static final List<QueueAttributeName> MESSAGE_COUNTS =
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
    static ConditionFactory until(String condition) {
        return Awaitility.await(condition).atMost(MAX_WAIT).pollInterval(Duration.ofMillis(100));
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
    /// @param tolerate the maximum number of lost tasks with which the job is PARTIAL instead of
    ///   FAILED
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

    Job awaitEnd(JobId id) {
        until("job " + id + " has ended").until(() -> !job(id).isOpen());
        return job(id);
    }

    /// The number of messages in a queue, waiting or in flight.
    int depth(String queue) {
        Map<QueueAttributeName, String> counts =
                target.sqs()
                        .getQueueAttributes(r -> r.queueUrl(queue).attributeNames(MESSAGE_COUNTS))
                        .attributes();
        return MESSAGE_COUNTS.stream()
                .map(counts::get)
                .map(Objects::requireNonNull)
                .mapToInt(Integer::parseInt)
                .sum();
    }

    /// Waits until the job of an upload with this name has ended, and returns the job's row.
    Map<String, AttributeValue> awaitUploadedJob(String name) {
        until("the upload " + name + " is answered")
                .until(() ->
                        uploadedJobs(name).stream()
                                .anyMatch(row ->
                                        !List.of("ACCEPTED", "DISPATCHING", "RUNNING", "FINISHING")
                                                .contains(text(row, "state"))));
        return uploadedJobs(name).getFirst();
    }

    /// The rows of all jobs that uploads with this name started, read with the AWS SDK.
    List<Map<String, AttributeValue>> uploadedJobs(String name) {
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
