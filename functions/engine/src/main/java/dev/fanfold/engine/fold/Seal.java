package dev.fanfold.engine.fold;

import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.Trace;
import org.jspecify.annotations.Nullable;

/// The mark on an accumulator after which nothing is folded.
///
/// The seal decides how the job, or its round, ends. The job's row is written after it.
public sealed interface Seal {
    /// Every task is done or lost, and the job tolerates the losses.
    record Complete() implements Seal {}

    /// As [Complete], but more records were rejected than allowed, so the job ends PARTIAL.
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
