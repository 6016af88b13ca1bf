package dev.fanfold.aws;

import dev.fanfold.messages.Fields;
import dev.fanfold.messages.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A pool's queues, as the template gives them.
///
/// @param work URL of the work queue
/// @param retry URL of the retry queue
/// @param dead URL of the dead-letter queue
/// @param workloads those that live here; none means all that live nowhere else
record PoolQueues(String work, String retry, String dead, List<String> workloads) {
    /// Reads
    /// `{"general":{"work":"<url>","retry":"<url>","dead":"<url>"},"gpu":{...,"workloads":["render"]}}`.
    static Map<String, PoolQueues> read(String json) {
        Fields pools = Json.read("FANFOLD_POOLS", json);
        var queues = new TreeMap<String, PoolQueues>();
        for (String name : pools.names()) {
            Fields pool = pools.object(name);
            List<String> workloads = pool.has("workloads") ? pool.texts("workloads") : List.of();
            queues.put(
                    name,
                    new PoolQueues(
                            pool.text("work"), pool.text("retry"), pool.text("dead"), workloads));
        }
        return queues;
    }
}
