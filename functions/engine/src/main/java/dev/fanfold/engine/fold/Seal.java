package dev.fanfold.engine.fold;

import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.Trace;
import org.jspecify.annotations.Nullable;

/// Why nothing is folded any more. The seal decides a job's end; its row follows.
public sealed interface Seal {
    /// Every task is done or lost, within what the job tolerates.
    record Complete() implements Seal {}

    /// As complete, but more records were rejected than the job allows: its answer is PARTIAL.
    record Rejected(Reason reason) implements Seal {}

    /// The job fails.
    ///
    /// @param trace what was thrown; null when that is in the losses, or nothing was
    record Failed(Reason reason, @Nullable Trace trace) implements Seal {
        public Failed(Reason reason) {
            this(reason, null);
        }
    }

    /// Somebody cancelled it.
    record Cancelled() implements Seal {}
}
