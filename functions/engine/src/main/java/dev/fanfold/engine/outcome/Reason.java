package dev.fanfold.engine.outcome;

/// Why a task is lost.
///
/// @param text the real error, at most [#MAX_TEXT] characters
public record Reason(Kind kind, String text) {
    public static final int MAX_TEXT = 500;

    /// What kinds of reason there are.
    public enum Kind {
        /// The workload said that trying again cannot help.
        PERMANENT,
        /// The input is at fault.
        INPUT,
        /// The input is not what was pinned.
        INPUT_CHANGED,
        /// Its last attempt failed.
        EXHAUSTED,
        /// It was handed on too often without being run.
        HOPS,
        /// Its message came to a dead-letter queue.
        DEAD_LETTER,
        /// The job's deadline passed before it was done.
        DEADLINE,
        /// It was sent again as often as the keeper may, and nobody reported it.
        BUDGET
    }

    public Reason {
        text = Utf8.wellFormed(Utf8.firstChars(text, MAX_TEXT));
    }
}
