package dev.fanfold.engine.outcome;

import java.util.Comparator;

/// One record, or one value of a record, that could not be used.
///
/// @param object the input it stands in
/// @param offset where the record starts in it, in bytes
/// @param reason what is wrong, naming the value
public record Rejection(String object, long offset, String reason)
        implements Comparable<Rejection> {
    /// Characters of a reason; what is cut ends in an ellipsis.
    public static final int MAX_REASON = 500;

    private static final Comparator<Rejection> ORDER =
            Comparator.comparing(Rejection::object)
                    .thenComparingLong(Rejection::offset)
                    .thenComparing(Rejection::reason);

    public Rejection {
        // Half a character, where a value was cut off: no answer could be written with it.
        reason = Utf8.firstChars(Utf8.wellFormed(reason), MAX_REASON);
    }

    /// Where it is and what is wrong, in words.
    public String text() {
        return "%s at byte %d: %s".formatted(object, offset, reason);
    }

    @Override
    public int compareTo(Rejection other) {
        return ORDER.compare(this, other);
    }
}
