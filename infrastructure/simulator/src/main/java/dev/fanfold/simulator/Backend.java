package dev.fanfold.simulator;

import dev.fanfold.simulator.fault.FaultPlan;
import dev.fanfold.simulator.service.Network;
import dev.fanfold.simulator.service.Objects;
import dev.fanfold.simulator.service.Queues;
import dev.fanfold.simulator.service.SimulatedDynamo;
import dev.fanfold.simulator.service.SimulatedS3;
import dev.fanfold.simulator.service.SimulatedSqs;
import dev.fanfold.simulator.service.Tables;
import dev.fanfold.simulator.service.WorkloadClient;
import dev.fanfold.simulator.time.Scheduler;
import dev.fanfold.simulator.time.Trace;
import dev.fanfold.template.DeclaredResources;
import dev.fanfold.template.Queue;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The queues, tables and buckets that a template declares, and the clients of SQS, DynamoDB and
/// S3.
final class Backend {
    final Queues queues;
    final Tables tables = new Tables();
    final Objects objects = new Objects();
    final SqsClient sqs;
    final DynamoDbClient dynamo;
    final S3Client s3;
    private final Map<Class<?>, Object> workloadClients;

    /// @param random decides whether a stream begins with one, two or three shards
    Backend(DeclaredResources declaredResources, Network network, RandomGenerator random) {
        this.queues = new Queues(network);
        this.sqs = new SimulatedSqs(network, queues);
        this.dynamo = new SimulatedDynamo(network, tables);
        this.s3 = new SimulatedS3(network, objects);
        this.workloadClients =
                Map.of(
                        SqsClient.class,
                        WorkloadClient.of(SqsClient.class, sqs),
                        DynamoDbClient.class,
                        WorkloadClient.of(DynamoDbClient.class, dynamo),
                        S3Client.class,
                        WorkloadClient.of(S3Client.class, s3));
        create(declaredResources, random);
    }

    /// Services without faults, without content and with their own clock, for a plain program.
    static Backend plain(DeclaredResources declaredResources) {
        RandomGenerator random = new SplittableRandom(0);
        var network =
                new Network(
                        new Scheduler(new Trace(false)),
                        new FaultPlan(Set.of(), random, _ -> {}),
                        random);
        return new Backend(declaredResources, network, random);
    }

    private void create(DeclaredResources declaredResources, RandomGenerator random) {
        for (Queue queue : declaredResources.queues()) {
            queues.create(
                    queue.name(),
                    queue.visibility(),
                    queue.redrive().map(Queue.Redrive::deadLetters).orElse(""),
                    queue.redrive().map(Queue.Redrive::maxReceiveCount).orElse(Integer.MAX_VALUE));
        }
        for (DeclaredResources.Table table : declaredResources.tables()) {
            tables.create(table.request(), 1 + random.nextInt(3));
        }
        // Only a bucket with notifications, the inbox, keeps versions.
        for (DeclaredResources.Bucket bucket : declaredResources.buckets()) {
            objects.create(bucket.name(), !bucket.notifications().isEmpty());
        }
    }

    /// The client of this type for workloads, if the simulator plays this type.
    <C> Optional<C> client(Class<C> type) {
        return Optional.ofNullable(workloadClients.get(type)).map(type::cast);
    }
}
