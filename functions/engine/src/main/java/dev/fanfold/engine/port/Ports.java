package dev.fanfold.engine.port;

import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Source;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// All that the front doors need of the world.
///
/// @param random for jitter and for keys that nobody else has; never for a decision
public record Ports(
        JobStore jobs,
        ReportLog reports,
        BlobStore blobs,
        Pools pools,
        DispatchQueue dispatch,
        Source source,
        Workloads workloads,
        InstantSource clock,
        RandomGenerator random) {
    /// The queues of the job's pool. A workload that is not here any more has none: its tasks go to
    /// the default pool, whose workers report them as lost, so that the job ends.
    public TaskQueue queueOf(Job job) {
        return pools.queueFor(
                workloads
                        .lookup(job.request().workload())
                        .map(workload -> workload.definition().pool())
                        .orElse(Definition.DEFAULT_POOL));
    }
}
