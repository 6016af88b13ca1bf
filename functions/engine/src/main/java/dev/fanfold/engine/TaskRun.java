package dev.fanfold.engine;

import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.work.Worked;

/// What one task of a message came to.
///
/// @param <P> what it found: of a task its partial result as bytes, of a finish nothing
sealed interface TaskRun<P> {
    int task();

    /// Done.
    record Done<P>(int task, int attempt, Worked<P> worked, long millis) implements TaskRun<P> {}

    /// To be tried again by somebody else.
    ///
    /// @param ran whether this attempt counts
    /// @param why what went wrong, the reason should it be given up
    record Again<P>(int task, int attempt, int hops, boolean ran, String why)
            implements TaskRun<P> {}

    /// Never to be tried again in this epoch.
    record Lost<P>(int task, int attempt, Reason reason) implements TaskRun<P> {}
}
