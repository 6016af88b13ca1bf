package dev.fanfold.engine;

import dev.fanfold.engine.port.Pools;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.engine.work.Definitions;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.workload.InvalidInputException;

/// The workloads that the application can run.
record DeployedWorkloads(Pools pools, Workloads workloads) {
    static DeployedWorkloads of(Ports ports) {
        return new DeployedWorkloads(ports.pools(), ports.workloads());
    }

    /// @throws InvalidInputException if there is no such workload, or its pool is not deployed
    void require(String workload) {
        require(workloads.definitions(), workload);
    }

    /// @throws InvalidInputException if the workload's pool is not deployed
    void require(Definitions definitions, String workload) {
        String pool = definitions.pool(workload);
        if (!pools.has(pool)) {
            throw new InvalidInputException(
                    "the pool %s, which runs %s, is not deployed: add its pool.yaml to template.yaml and deploy it"
                            .formatted(pool, workload));
        }
    }
}
