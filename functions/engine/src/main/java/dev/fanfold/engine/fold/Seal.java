package dev.fanfold.engine.fold;

import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.Trace;
import org.jspecify.annotations.Nullable;

/// The mark on an accumulator after which nothing is folded.
///
/// The seal decides how the job, or its round, ends. The job's row is written after it.
public sealed interface Seal {
    /// Every task is done or lost, the job tolerates the losses, and neither too many records nor
    /// all were rejected.
    record Complete() implements Seal {}

    /// Every task is done or lost, and the job tolerates the losses. Too many records or all were
    /// rejected, so the job ends PARTIAL if this is its last round.
    record Rejected(Reason reason) implements Seal {}

    /// The job fails.
    ///
    /// @param trace the trace of what was thrown; null if nothing was thrown, or if a loss has the
    ///   trace
    record Failed(Reason reason, @Nullable Trace trace) implements Seal {
        public Failed(Reason reason) {
            this(reason, null);
        }
    }

    /// The job was cancelled.
    record Cancelled() implements Seal {}
}
