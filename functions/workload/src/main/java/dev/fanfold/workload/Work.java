package dev.fanfold.workload;

/// The half of a workload that works. It may hold clients, native code and caches.
///
/// Many tasks call it at once: it is thread-safe. [#close] is called by the local cloud and in
/// tests; on Lambda it may never be.
///
/// @param <P> a partial result, as in [Workload]
public interface Work<P> extends AutoCloseable {
    /// Does one task. It may run several times, and twice at the same time: effects outside are
    /// keyed by job and task.
    ///
    /// @throws PermanentFailureException when trying again cannot help
    /// @throws InvalidInputException when the input is at fault
    /// @throws Exception anything else is tried again
    TaskResult<P> work(Task task) throws Exception;

    /// The answer, as one JSON document. It may be made several times.
    String finish(P total, Finishing job) throws Exception;

    @Override
    default void close() {}
}
