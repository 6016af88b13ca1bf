package dev.fanfold.aws;

import dev.fanfold.engine.port.BlobStore;
import dev.fanfold.engine.port.DispatchQueue;
import dev.fanfold.engine.port.OutputStore;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.engine.work.Workloads;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// All of the engine's ports, on AWS.
public final class AwsPorts {
    /// How long job rows, accumulators and reports are kept at least after their last change. It is
    /// longer than the longest retention of a queue (14 days) and the longest deadline (14 days)
    /// together, so that late messages still find their job row.
    public static final Duration ROW_RETENTION = Duration.ofDays(45);

    private AwsPorts() {}

    /// The ports on the tables, buckets and queues that these settings name, with clients of their
    /// own.
    public static Ports of(Settings settings, Workloads workloads) {
        return of(settings, workloads, new SdkClients(settings));
    }

    /// The ports on the tables, buckets and queues that these settings name. A function builds them
    /// once, when it starts. The clients of S3 and SQS are created when they are first needed,
    /// because a worker may never need them, and creating one takes a third of a worker's start. A
    /// function of which Lambda takes a snapshot creates them immediately.
    ///
    /// @param clients creates the SDK's clients of the environment
    public static Ports of(Settings settings, Workloads workloads, SdkClients clients) {
        var services =
                new Services(
                        new Lazy<>(clients::sqs),
                        clients.dynamo(),
                        new Lazy<>(clients::s3),
                        new ParallelCalls(),
                        InstantSource.system(),
                        // Not a seeded generator, because all environments restored from one
                        // snapshot would generate the same keys.
                        new SecureRandom());
        Ports ports = of(settings, workloads, services);
        Snapshot.prepare(settings, List.of(services.sqs(), services.s3()), ports.jobs()::job);
        return ports;
    }

    /// The credentials with which the ports call AWS.
    public static AwsCredentialsProvider credentials(Settings settings) {
        return new SdkClients(settings).credentials();
    }

    /// The ports on the tables, buckets and queues that these settings name, through these clients.
    public static Ports of(Settings settings, Workloads workloads, Services services) {
        BlobStore blobs = new S3BlobStore(services.s3(), settings.resultsBucket());
        return new Ports(
                new DynamoJobStore(
                        services.dynamo(), settings.jobsTable(), blobs, services.clock()),
                new DynamoReportLog(services.dynamo(), settings.reportsTable()),
                blobs,
                outputs(settings, services.s3()),
                new SqsPools(services.sqs(), services.calls(), settings),
                dispatchQueue(services, settings),
                Sources.with(new S3Source(services.s3())),
                workloads,
                services.clock(),
                services.random());
    }

    /// The outputs in the results bucket that these settings name.
    public static OutputStore outputs(Settings settings, Supplier<S3Client> s3) {
        return new S3OutputStore(s3, settings.resultsBucket());
    }

    private static DispatchQueue dispatchQueue(Services services, Settings settings) {
        return dispatchQueueUrl(services, settings)
                .<DispatchQueue>map(
                        url -> new SqsDispatchQueue(services.sqs(), services.calls(), url))
                .orElseGet(NoDispatchQueue::new);
    }

    // A worker's settings lack the URL of the dispatch queue, because another template may deploy
    // its pool. So the worker finds the queue by name.
    private static Optional<Supplier<String>> dispatchQueueUrl(
            Services services, Settings settings) {
        var urls = new QueueUrls(services.sqs());
        return settings.dispatchQueueUrl()
                .<Supplier<String>>map(url -> () -> url)
                .or(() ->
                        settings.findApplication()
                                .map(name -> () -> urls.require(name + "_dispatch")));
    }

    /// The dependencies of the ports: clients of AWS services, parallel calls, time and random
    /// numbers.
    public record Services(
            Supplier<SqsClient> sqs,
            DynamoDbClient dynamo,
            Supplier<S3Client> s3,
            Calls calls,
            InstantSource clock,
            RandomGenerator random) {}
}
