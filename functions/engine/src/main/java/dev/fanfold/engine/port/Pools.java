package dev.fanfold.engine.port;

/// The pools of the application, by name.
public interface Pools {
    /// The queues of a pool. They are resolved when the first of them is used.
    TaskQueue queueFor(String pool);

    /// Whether the pool is deployed.
    boolean has(String pool);
}
