package dev.fanfold.engine.port;

import dev.fanfold.workload.Work;
import dev.fanfold.workload.Workload;

/// The working halves of workloads.
///
/// Each is opened when a task or a finish first needs it, and stays open for later invocations.
public interface Works {
    /// Begins an invocation, so that [#get] tries again to open what it could not open in an
    /// earlier invocation.
    void beginInvocation();

    /// The working half of the workload.
    ///
    /// Tasks that need it at the same time wait until one of them has opened it. If the opening
    /// fails, it fails for all tasks of the invocation.
    ///
    /// @throws OpeningFailedException if the workload cannot open it
    <P> Work<P> get(Workload<P> workload) throws Exception;
}
