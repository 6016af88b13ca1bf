package dev.fanfold.engine;

import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.Trace;
import dev.fanfold.workload.TaskResult;
import org.jspecify.annotations.Nullable;

/// What one task of a message came to.
///
/// @param <P> what it found: of a task its partial result as bytes, of a finish nothing
sealed interface TaskRun<P> {
    int task();

    /// Done.
    record Done<P>(int task, int attempt, TaskResult<P> worked, long millis)
            implements TaskRun<P> {}

    /// To be tried again by somebody else.
    ///
    /// @param ran whether this attempt counts
    /// @param why what went wrong, the reason should it be given up
    /// @param trace what it threw, null when it threw nothing
    record Again<P>(int task, int attempt, int hops, boolean ran, String why, @Nullable Trace trace)
            implements TaskRun<P> {}

    /// Never to be tried again in this epoch.
    ///
    /// @param trace what it threw, null when it threw nothing
    record Lost<P>(int task, int attempt, Reason reason, @Nullable Trace trace)
            implements TaskRun<P> {}
}
