package dev.fanfold.engine;

import dev.fanfold.engine.port.Pools;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.engine.work.Definitions;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.workload.InvalidInputException;

/// Checks whether the application can run a workload.
record DeployedWorkloads(Pools pools, Workloads workloads) {
    static DeployedWorkloads of(Ports ports) {
        return new DeployedWorkloads(ports.pools(), ports.workloads());
    }

    /// Checks that the workload exists and its pool is deployed.
    ///
    /// @throws InvalidInputException if there is no such workload, or its pool is not deployed
    void require(String workload) {
        require(workloads.definitions(), workload);
    }

    /// Checks, as [#require(String)] does, a workload that may only be defined here and not
    /// available.
    ///
    /// @throws InvalidInputException if there is no such definition, or the pool is not deployed
    void require(Definitions definitions, String workload) {
        String pool = definitions.pool(workload);
        if (!pools.has(pool)) {
            throw new InvalidInputException(
                    "the pool %s, which runs %s, is not deployed: add its pool.yaml to template.yaml and deploy it"
                            .formatted(pool, workload));
        }
    }
}
