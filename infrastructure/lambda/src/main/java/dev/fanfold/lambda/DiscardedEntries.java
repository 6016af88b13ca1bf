package dev.fanfold.lambda;

import java.util.List;

/// Entries that are not delivered again.
///
/// Lambda reports them to the on-failure destination and continues after them.
///
/// @param failures the number of failed invocations with exactly these entries
public record DiscardedEntries<R>(List<StreamEntry<R>> entries, Condition condition, int failures) {
    public DiscardedEntries {
        entries = List.copyOf(entries);
    }

    /// The reason, with Lambda's name for it.
    public enum Condition {
        RETRY_ATTEMPTS_EXHAUSTED("RetryAttemptsExhausted"),
        RECORD_AGE_EXCEEDED("RecordAgeExceeded");

        private final String text;

        Condition(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
