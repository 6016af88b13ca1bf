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
    /// If the workload is no longer deployed, its tasks go to the default pool. The workers there
    /// report them as lost, so the job ends.
    TaskQueue queueFor(Job job) {
        return pools.queueFor(
                workloads
                        .lookup(job.request().workload())
                        .map(workload -> workload.definition().pool())
                        .orElse(Definition.DEFAULT_POOL));
    }
}
