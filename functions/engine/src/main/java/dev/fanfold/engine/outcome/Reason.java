package dev.fanfold.engine.outcome;

/// Why a task is lost or a job fails.
///
/// @param text the real error, at most [#MAX_TEXT] characters
public record Reason(Kind kind, String text) {
    public static final int MAX_TEXT = 500;

    /// The kinds of reasons.
    public enum Kind {
        /// The workload said that a retry cannot help.
        PERMANENT,
        /// The input or the request is invalid.
        INPUT,
        /// The input differs from the pinned one.
        INPUT_CHANGED,
        /// Its last attempt failed.
        EXHAUSTED,
        /// It was requeued too often without being run.
        HOPS,
        /// Its message became a dead letter.
        DEAD_LETTER,
        /// The job's deadline passed before it was done.
        DEADLINE,
        /// It was resent as often as the keeper may, and no worker reported it.
        BUDGET
    }

    public Reason {
        text = Utf8.wellFormed(Utf8.firstChars(text, MAX_TEXT));
    }
}
