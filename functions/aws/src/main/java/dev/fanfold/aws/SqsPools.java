package dev.fanfold.aws;

import dev.fanfold.engine.port.Pools;
import dev.fanfold.engine.port.TaskQueue;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The pools of an application on SQS, found by name.
///
/// A worker uses only the queues of its own pool, because its role allows no others. So the
/// messages of a job stay in their pool, even if a new version of the workload names another pool.
final class SqsPools implements Pools {
    private final Settings settings;
    private final QueueUrls urls;
    private final SqsSender sender;
    private final Supplier<SqsClient> sqs;
    private final Map<String, TaskQueue> queues = new ConcurrentHashMap<>();

    SqsPools(Supplier<SqsClient> sqs, Calls calls, Settings settings) {
        this.sqs = sqs;
        this.settings = settings;
        this.urls = new QueueUrls(sqs);
        this.sender = new SqsSender(sqs, calls);
    }

    @Override
    public TaskQueue queueFor(String pool) {
        return queues.computeIfAbsent(
                settings.pool().orElse(pool),
                name -> new SqsTaskQueue(sqs, sender, urls, queueNames(name)));
    }

    @Override
    public boolean has(String pool) {
        return urls.find(queueNames(pool).work()).isPresent();
    }

    private PoolQueues queueNames(String pool) {
        return new PoolQueues(settings.application(), pool);
    }
}
