package dev.fanfold.engine;

import dev.fanfold.engine.port.Pools;
import dev.fanfold.engine.work.Definitions;
import dev.fanfold.workload.InvalidInputException;

/// Refuses a job that no worker would run.
final class Deployed {
    private Deployed() {}

    /// @throws InvalidInputException when the workload's pool is not deployed
    static void require(Pools pools, Definitions definitions, String workload) {
        String pool = definitions.pool(workload);
        if (!pools.has(pool)) {
            throw new InvalidInputException(
                    "the pool %s, which runs %s, is not deployed: add its pool.yaml to template.yaml and deploy it"
                            .formatted(pool, workload));
        }
    }
}
