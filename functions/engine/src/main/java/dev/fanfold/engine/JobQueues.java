package dev.fanfold.engine;

import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.port.Pools;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.engine.port.TaskQueue;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.workload.Definition;

/// The queues of jobs: those of the pool that the workload's definition names.
record JobQueues(Pools pools, Workloads workloads) {
    static JobQueues of(Ports ports) {
        return new JobQueues(ports.pools(), ports.workloads());
    }

    /// The queues of the job's pool.
    ///
    /// The tasks of a workload that is no longer deployed go to the default pool. The workers there
    /// cannot run them, so they become dead letters. The job fails at its deadline at the latest.
    TaskQueue queueFor(Job job) {
        return pools.queueFor(
                workloads
                        .lookup(job.request().workload())
                        .map(workload -> workload.definition().pool())
                        .orElse(Definition.DEFAULT_POOL));
    }
}
