package dev.fanfold.engine.fold;

import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.Trace;
import org.jspecify.annotations.Nullable;

/// Why the accumulator is closed.
///
/// The seal decides how the job ends; the job's row follows.
public sealed interface Seal {
    /// Every task is done or lost, within what the job tolerates.
    record Complete() implements Seal {}

    /// Complete, but too many records were rejected: the answer is PARTIAL.
    record Rejected(Reason reason) implements Seal {}

    /// The job fails.
    ///
    /// @param trace what was thrown; null if the losses contain it or nothing was thrown
    record Failed(Reason reason, @Nullable Trace trace) implements Seal {
        public Failed(Reason reason) {
            this(reason, null);
        }
    }

    /// The job was cancelled.
    record Cancelled() implements Seal {}
}
