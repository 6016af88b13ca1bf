package dev.fanfold.engine.port;

/// The pools of the application, by name.
public interface Pools {
    /// The queues of a pool. They are looked for when the first of them is needed.
    TaskQueue queueFor(String pool);

    /// Whether the pool is deployed.
    boolean has(String pool);
}
