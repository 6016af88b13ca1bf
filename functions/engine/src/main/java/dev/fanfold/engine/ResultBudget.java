package dev.fanfold.engine;

import dev.fanfold.engine.port.TimeLeft;
import java.time.Duration;

/// The time that an invocation has left for the tasks of a job. When the tasks have returned
/// [#MAX_COLLECTED] bytes of partial results, it allows no further task to start.
///
/// The tasks share one budget, and use it in parallel.
final class ResultBudget implements TimeLeft {
    /// When a job's partial results have this many bytes, no further task of it starts in the
    /// invocation, because the results stay in memory until the report is written. A worker of
    /// 1,769 MB has memory for so many.
    ///
    /// This bounds the results of workloads that compute. The tasks of other workloads all start at
    /// the same time; there the option `pack` bounds the results.
    static final long MAX_COLLECTED = 96L << 20;

    private final TimeLeft time;
    private long collected;

    ResultBudget(TimeLeft time) {
        this.time = time;
    }

    /// Counts the partial result of a task.
    ///
    /// @param bytes its encoded length
    synchronized void spend(long bytes) {
        collected += bytes;
    }

    @Override
    public Duration remaining() {
        return time.remaining();
    }

    @Override
    public synchronized boolean allows(Duration needed) {
        return collected < MAX_COLLECTED && time.allows(needed);
    }
}
