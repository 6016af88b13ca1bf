package dev.fanfold.engine.port;

/// Which pool a workload lives in.
public interface Pools {
    /// The queues of the workload's pool.
    TaskQueue of(String workload);
}
