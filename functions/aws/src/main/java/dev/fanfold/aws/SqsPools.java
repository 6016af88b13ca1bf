package dev.fanfold.aws;

import dev.fanfold.engine.port.Pools;
import dev.fanfold.engine.port.TaskQueue;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The pools as the environment names them. One without workloads takes all that are named nowhere;
/// a worker knows its own pool only.
final class SqsPools implements Pools {
    private final Map<String, TaskQueue> byWorkload = new HashMap<>();
    private @Nullable TaskQueue rest;

    SqsPools(Supplier<SqsClient> sqs, Calls calls, Map<String, PoolQueues> pools) {
        for (PoolQueues pool : pools.values()) {
            var queue = new SqsTaskQueue(sqs, calls, pool);
            pool.workloads().forEach(workload -> byWorkload.put(workload, queue));
            if (pool.workloads().isEmpty()) {
                rest = queue;
            }
        }
    }

    @Override
    public TaskQueue of(String workload) {
        TaskQueue queue = byWorkload.getOrDefault(workload, rest);
        if (queue == null) {
            throw new IllegalStateException(
                    "no pool takes workload "
                            + workload
                            + ": FANFOLD_POOLS names pools for "
                            + byWorkload.keySet()
                            + " only");
        }
        return queue;
    }
}
