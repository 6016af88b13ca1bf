package dev.fanfold.engine.port;

/// The pools of the application, by name.
public interface Pools {
    /// The queues of a pool. They are looked up at the first use of one of them.
    TaskQueue queueFor(String pool);

    /// Whether the pool is deployed.
    boolean has(String pool);
}
