package dev.fanfold.engine.port;

import dev.fanfold.workload.Work;
import dev.fanfold.workload.Workload;

/// The working halves of workloads. Each is opened when a task first needs it, and kept.
public interface Works {
    /// Begins an invocation: a work that could not be opened in an earlier one is opened again.
    void begin();

    /// The workload's work. Tasks that need it at the same time wait until one of them has opened
    /// it; if that fails, it fails for all tasks of the invocation.
    ///
    /// @throws OpeningFailedException when the workload cannot open it
    <P> Work<P> get(Workload<P> workload) throws Exception;
}
