package dev.fanfold.workload;

/// The half of a workload that runs tasks and makes the answer. It may hold clients, native code
/// and caches.
///
/// It must be thread-safe, because many tasks call it in parallel. The local cloud and tests call
/// [#close]; Lambda may never call it.
///
/// @param <P> a partial result, as in [Workload]
public interface Work<P> extends AutoCloseable {
    /// Runs one task. A task may run several times, even twice at the same time, so make its side
    /// effects idempotent, with the job and the task as the key.
    ///
    /// @throws PermanentFailureException if a retry cannot help; the task is lost
    /// @throws InvalidInputException if the input is invalid; the task is lost
    /// @throws Exception any other failure; the task is retried
    TaskResult<P> work(Task task) throws Exception;

    /// The answer as one JSON document. This may be called several times.
    String finish(P total, Finishing job) throws Exception;

    @Override
    default void close() {}
}
