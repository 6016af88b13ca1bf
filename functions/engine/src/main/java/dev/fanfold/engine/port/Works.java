package dev.fanfold.engine.port;

import dev.fanfold.workload.Work;
import dev.fanfold.workload.Workload;

/// The working halves of workloads.
///
/// Each is opened when a task first needs it, and is kept.
public interface Works {
    /// Begins an invocation.
    ///
    /// A work that could not be opened in an earlier one is opened again.
    void beginInvocation();

    /// The workload's work.
    ///
    /// Tasks that need it at the same time wait until one of them has opened it. If that fails, it
    /// fails for all tasks of the invocation.
    ///
    /// @throws OpeningFailedException if the workload cannot open it
    <P> Work<P> get(Workload<P> workload) throws Exception;
}
