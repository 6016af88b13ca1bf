package dev.fanfold.lambda;

import java.util.List;

/// Entries of a stream that Lambda gives up.
///
/// Lambda reports them to the on-failure destination of the mapping, and continues with the entries
/// after them.
///
/// @param failures how often an invocation with the batch of these entries has failed
public record DiscardedEntries<R>(List<StreamEntry<R>> entries, Condition condition, int failures) {
    public DiscardedEntries {
        entries = List.copyOf(entries);
    }

    /// The reason why entries are discarded.
    public enum Condition {
        RETRY_ATTEMPTS_EXHAUSTED("RetryAttemptsExhausted"),
        RECORD_AGE_EXCEEDED("RecordAgeExceeded");

        private final String text;

        Condition(String text) {
            this.text = text;
        }

        /// Lambda's name of the reason.
        public String text() {
            return text;
        }
    }
}
