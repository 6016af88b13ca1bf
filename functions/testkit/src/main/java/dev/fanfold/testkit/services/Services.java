package dev.fanfold.testkit.services;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// A target of the cases: SDK clients, and methods that create queues, tables and buckets.
///
/// This class uses real time and real threads. Simulated services override [#pass] and
/// [#concurrently], and also the creating methods that their clients do not support.
public class Services {
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int MAX_LOOKS = 100;

    private final SqsClient sqs;
    private final DynamoDbClient dynamo;
    private final DynamoDbStreamsClient streams;
    private final S3Client s3;
    private final List<Difference> differences;

    /// @param differences the known differences of this target
    public Services(
            SqsClient sqs,
            DynamoDbClient dynamo,
            DynamoDbStreamsClient streams,
            S3Client s3,
            List<Difference> differences) {
        this.sqs = sqs;
        this.dynamo = dynamo;
        this.streams = streams;
        this.s3 = s3;
        this.differences = List.copyOf(differences);
    }

    public final SqsClient sqs() {
        return sqs;
    }

    public final DynamoDbClient dynamo() {
        return dynamo;
    }

    public final DynamoDbStreamsClient streams() {
        return streams;
    }

    public final S3Client s3() {
        return s3;
    }

    final List<Difference> differences() {
        return differences;
    }

    /// Lets at least this time pass.
    public void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /// Makes these calls concurrently. Returns their results in the order of the calls.
    public <T> List<T> concurrently(List<Callable<T>> calls) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<T>();
            for (Future<T> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } catch (ExecutionException e) {
            throw new IllegalStateException("one of the calls failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during calls", e);
        }
    }

    /// What `look` finds. It is called up to 100 times, with pauses of 50 ms.
    ///
    /// This is for what is only eventually consistent: the indexes of tables, and the counts and
    /// receives of SQS.
    ///
    /// @param fact what `look` looks for
    /// @throws AssertionError if it finds nothing
    final <T> T until(String fact, Supplier<Optional<T>> look) {
        for (int looks = 0; looks < MAX_LOOKS; looks++) {
            Optional<T> seen = look.get();
            if (seen.isPresent()) {
                return seen.get();
            }
            pass(PAUSE);
        }
        throw new AssertionError("not within " + PAUSE.multipliedBy(MAX_LOOKS) + ": " + fact);
    }

    /// A unique name with this prefix.
    static String fresh(String prefix) {
        return prefix + "-" + UUID.randomUUID();
    }

    /// Creates a standard queue, and returns its URL.
    ///
    /// @param visibility the visibility timeout
    public String queue(Duration visibility) {
        return queue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, seconds(visibility)));
    }

    /// Creates a standard queue with a dead-letter queue, and returns its URL.
    ///
    /// @param visibility the visibility timeout
    /// @param deadLetters the URL of the dead-letter queue
    public String queue(Duration visibility, String deadLetters, int maxReceiveCount) {
        String policy =
                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}"
                        .formatted(arn(deadLetters), maxReceiveCount);
        var attributes = new HashMap<QueueAttributeName, String>();
        attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, seconds(visibility));
        attributes.put(QueueAttributeName.REDRIVE_POLICY, policy);
        return queue(attributes);
    }

    private String queue(Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(queue -> queue.queueName(fresh("queue")).attributes(attributes))
                .queueUrl();
    }

    private static String seconds(Duration time) {
        return String.valueOf(time.toSeconds());
    }

    /// The ARN of a queue.
    public String arn(String queueUrl) {
        return sqs.getQueueAttributes(queue ->
                        queue.queueUrl(queueUrl).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
    }

    /// Creates a table, waits until it is active, and returns its name.
    public String table(TableShape shape) {
        String table = fresh("table");
        dynamo.createTable(shape.request(table));
        return until(
                table + " is active",
                () ->
                        Optional.of(dynamo.describeTable(it -> it.tableName(table)).table())
                                .filter(it -> it.tableStatusAsString().equals("ACTIVE"))
                                .map(it -> it.tableName()));
    }

    /// The ARN of a table's stream.
    public String stream(String table) {
        return dynamo.describeTable(it -> it.tableName(table)).table().latestStreamArn();
    }

    /// Creates a bucket without versioning, and returns its name.
    public String bucket() {
        String bucket = fresh("bucket");
        s3.createBucket(it -> it.bucket(bucket));
        return bucket;
    }

    /// Creates a bucket with versioning, and returns its name.
    public String versionedBucket() {
        String bucket = bucket();
        s3.putBucketVersioning(it ->
                it.bucket(bucket)
                        .versioningConfiguration(
                                versions -> versions.status(BucketVersioningStatus.ENABLED)));
        return bucket;
    }
}
