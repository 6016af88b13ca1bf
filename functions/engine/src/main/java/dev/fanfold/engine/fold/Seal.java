package dev.fanfold.engine.fold;

import dev.fanfold.engine.outcome.Reason;

/// Why nothing is folded any more. The seal decides a job's end; its row follows.
public sealed interface Seal {
    /// Every task is done or lost, within what the job tolerates.
    record Complete() implements Seal {}

    /// As complete, but more records were rejected than the job allows: its answer is PARTIAL.
    record Rejected(Reason reason) implements Seal {}

    /// The job fails.
    record Failed(Reason reason) implements Seal {}

    /// Somebody cancelled it.
    record Cancelled() implements Seal {}
}
