package dev.fanfold.aws;

import dev.fanfold.engine.port.BlobStore;
import dev.fanfold.engine.port.DispatchQueue;
import dev.fanfold.engine.port.JobStore;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.engine.work.Workloads;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// All of the engine's ports, on AWS.
public final class AwsPorts {
    /// How long a row is kept after it was last written: beyond every queue's retention (dead
    /// letters: 14 days) and every deadline (14 days), so that what comes late still meets its job.
    public static final Duration KEPT = Duration.ofDays(45);

    private AwsPorts() {}

    /// The ports that these settings name; built once, in a function's init phase. The clients of
    /// S3 and SQS are made when they are first needed: a worker may never need them, and a third of
    /// its start goes into each. Where a snapshot will be taken of the function, they are made at
    /// once.
    public static Ports of(Settings settings, Workloads workloads) {
        var clients = new SdkClients(settings);
        Supplier<SqsClient> sqs = new Once<>(clients::sqs);
        DynamoDbClient dynamo = clients.dynamo();
        Supplier<S3Client> s3 = new Once<>(clients::s3);
        InstantSource clock = InstantSource.system();
        BlobStore blobs = new S3BlobStore(s3, settings.resultsBucket());
        JobStore jobs = new DynamoJobStore(dynamo, settings.jobsTable(), blobs, clock);
        Snapshot.prepare(settings, List.of(sqs, s3), jobs::job);
        return new Ports(
                jobs,
                new DynamoReportLog(dynamo, settings.reportsTable()),
                blobs,
                new SqsPools(sqs, settings.pools()),
                dispatch(sqs, settings),
                Sources.with(new S3Source(s3)),
                workloads,
                clock,
                // Not a seeded generator: environments restored from one snapshot would all
                // write the same keys.
                new SecureRandom());
    }

    private static DispatchQueue dispatch(Supplier<SqsClient> sqs, Settings settings) {
        return settings.dispatchQueueUrl()
                .<DispatchQueue>map(url -> new SqsDispatchQueue(sqs, url))
                .orElseGet(NoDispatchQueue::new);
    }
}
