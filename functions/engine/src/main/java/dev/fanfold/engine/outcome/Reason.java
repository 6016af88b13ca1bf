package dev.fanfold.engine.outcome;

/// Why a task is lost, a job is FAILED, or a job is PARTIAL because of rejected records.
///
/// @param text the original error, cut to [#MAX_TEXT] characters
public record Reason(Kind kind, String text) {
    /// The maximum length of the text, in UTF-16 characters.
    public static final int MAX_TEXT = 500;

    /// The kinds of reasons.
    public enum Kind {
        /// The workload failed in a way that a retry cannot cure.
        PERMANENT,
        /// The input or the request is invalid, the coverage of the input does not close, or too
        /// many records or all were rejected.
        INPUT,
        /// The input differs from the pinned one.
        INPUT_CHANGED,
        /// The last attempt of the task or of the finish failed.
        EXHAUSTED,
        /// The task or the finish was requeued too often, although attempts were left.
        HOPS,
        /// The message of the task, the finish or the dispatch became a dead letter.
        DEAD_LETTER,
        /// The job's deadline passed before the task was done.
        DEADLINE,
        /// The keeper resent the task as often as it may, and no worker reported it.
        BUDGET
    }

    public Reason {
        text = Utf8.wellFormed(Utf8.firstChars(text, MAX_TEXT));
    }
}
