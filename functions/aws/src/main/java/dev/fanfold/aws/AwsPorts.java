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
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// All of the engine's ports, on AWS.
public final class AwsPorts {
    /// How long a row is kept after its last write: longer than the retention of every queue (dead
    /// letters: 14 days) and every deadline (14 days), so that late messages still find their job
    /// row.
    public static final Duration KEPT = Duration.ofDays(45);

    private AwsPorts() {}

    /// The ports that these settings name, with clients of their own.
    public static Ports of(Settings settings, Workloads workloads) {
        return of(settings, workloads, new SdkClients(settings));
    }

    /// The ports that these settings name; built once, in a function's init phase. The clients of
    /// S3 and SQS are made when they are first needed: a worker may never need them, and each takes
    /// a third of its start. For a function with snapshots, they are made immediately.
    ///
    /// @param clients the clients of the environment
    public static Ports of(Settings settings, Workloads workloads, SdkClients clients) {
        var services =
                new Services(
                        new Lazy<>(clients::sqs),
                        clients.dynamo(),
                        new Lazy<>(clients::s3),
                        new ParallelCalls(),
                        InstantSource.system(),
                        // Not a seeded generator, because all environments restored from one
                        // snapshot would write the same keys.
                        new SecureRandom());
        Ports ports = of(settings, workloads, services);
        Snapshot.prepare(settings, List.of(services.sqs(), services.s3()), ports.jobs()::job);
        return ports;
    }

    /// The credentials with which the ports call AWS.
    public static AwsCredentialsProvider credentials(Settings settings) {
        return new SdkClients(settings).credentials();
    }

    /// The ports that these settings name, on these services.
    public static Ports of(Settings settings, Workloads workloads, Services services) {
        BlobStore blobs = new S3BlobStore(services.s3(), settings.resultsBucket());
        return new Ports(
                new DynamoJobStore(
                        services.dynamo(), settings.jobsTable(), blobs, services.clock()),
                new DynamoReportLog(services.dynamo(), settings.reportsTable()),
                blobs,
                new SqsPools(services.sqs(), services.calls(), settings),
                dispatch(services, settings),
                Sources.with(new S3Source(services.s3())),
                workloads,
                services.clock(),
                services.random());
    }

    /// The outputs in the results bucket that these settings name.
    public static OutputStore outputs(Settings settings, Supplier<S3Client> s3) {
        return new S3OutputStore(s3, settings.resultsBucket());
    }

    private static DispatchQueue dispatch(Services services, Settings settings) {
        return settings.dispatchQueueUrl()
                .<DispatchQueue>map(
                        url -> new SqsDispatchQueue(services.sqs(), services.calls(), url))
                .orElseGet(NoDispatchQueue::new);
    }

    /// The ports' dependencies: AWS's services, threads, time and random numbers.
    public record Services(
            Supplier<SqsClient> sqs,
            DynamoDbClient dynamo,
            Supplier<S3Client> s3,
            Calls calls,
            InstantSource clock,
            RandomGenerator random) {}
}
