package dev.fanfold.engine;

import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.Trace;
import dev.fanfold.engine.port.TaskExecutor;
import org.jspecify.annotations.Nullable;

/// The result of one attempt of a task, or of a job's finish.
///
/// @param <R> the value of a successful attempt
sealed interface Try<R> {
    /// The attempt succeeded.
    ///
    /// @param attempt the number of this attempt, from 1
    record Done<R>(int attempt, R value, long millis) implements Try<R> {}

    /// The work must be requeued.
    ///
    /// @param attempt the number of the next attempt
    /// @param hops how often the work is requeued, this time included
    /// @param hasRun whether this attempt was started; if not, it does not count
    record Again<R>(int attempt, int hops, boolean hasRun) implements Try<R> {}

    /// The work is not retried in this epoch.
    ///
    /// @param attempt the number of the last attempt
    /// @param trace the trace of what it threw, null if it threw nothing
    record Lost<R>(int attempt, Reason reason, @Nullable Trace trace) implements Try<R> {}

    /// The result of an execution.
    ///
    /// @param attempt the number of this attempt, from 1
    /// @param hops how often its work was requeued before
    static <R> Try<R> of(TaskExecutor.Execution<R> execution, int attempt, int hops) {
        return switch (execution) {
            case TaskExecutor.Execution.Returned<R> done ->
                    new Done<>(attempt, done.value(), done.millis());
            case TaskExecutor.Execution.Threw<R> threw -> Failures.of(attempt, hops, threw.cause());
            case TaskExecutor.Execution.Stopped<R> stopped ->
                    failed(
                            attempt,
                            hops,
                            "stopped after " + stopped.after().toSeconds() + " s",
                            null);
            case TaskExecutor.Execution.NotStarted<R> _ ->
                    again(attempt, hops, false, "no time or memory was left to start it", null);
        };
    }

    /// An attempt that failed: retried, unless it was the last one.
    ///
    /// @param trace the trace of what was thrown, null if nothing was thrown
    static <R> Try<R> failed(int attempt, int hops, String why, @Nullable Trace trace) {
        return attempt >= Attempts.MAX_ATTEMPTS
                ? new Lost<>(attempt, new Reason(Reason.Kind.EXHAUSTED, why), trace)
                : again(attempt + 1, hops, true, why, trace);
    }

    /// Work that was not started, because it is isolated.
    ///
    /// @param attempt the number of the next attempt
    static <R> Try<R> isolated(int attempt, int hops, String why) {
        return again(attempt, hops, false, why, null);
    }

    /// Work that did not complete: retried, unless it was requeued too often.
    ///
    /// @param attempt the number of the next attempt
    /// @param hops how often the work was requeued before
    /// @param why what went wrong, for the loss
    private static <R> Try<R> again(
            int attempt, int hops, boolean hasRun, String why, @Nullable Trace trace) {
        if (hops + 1 < Attempts.MAX_HOPS) {
            return new Again<>(attempt, hops + 1, hasRun);
        }
        String text = "requeued " + hops + " times, and not again: " + why;
        return new Lost<>(
                hasRun ? attempt - 1 : attempt, new Reason(Reason.Kind.HOPS, text), trace);
    }
}
