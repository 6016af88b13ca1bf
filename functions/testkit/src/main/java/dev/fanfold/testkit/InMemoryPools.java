package dev.fanfold.testkit;

import dev.fanfold.engine.port.Pools;
import dev.fanfold.engine.port.TaskQueue;
import dev.fanfold.workload.Definition;
import java.util.Map;
import java.util.TreeMap;

/// Pools in memory: the default pool, and those that a test adds.
public final class InMemoryPools implements Pools {
    private final Map<String, TaskQueue> deployed = new TreeMap<>();

    /// @param general the queues of the default pool
    public InMemoryPools(TaskQueue general) {
        deploy(Definition.DEFAULT_POOL, general);
    }

    /// Adds a pool.
    public void deploy(String pool, TaskQueue queues) {
        deployed.put(pool, queues);
    }

    @Override
    public TaskQueue queueFor(String pool) {
        TaskQueue queue = deployed.get(pool);
        if (queue == null) {
            throw new IllegalStateException(
                    "there is no pool " + pool + ", only " + deployed.keySet());
        }
        return queue;
    }

    @Override
    public boolean has(String pool) {
        return deployed.containsKey(pool);
    }
}
