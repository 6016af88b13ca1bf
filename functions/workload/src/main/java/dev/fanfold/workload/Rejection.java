package dev.fanfold.workload;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/// One record, or one value of a record, that could not be used.
///
/// @param object the name of the input object that contains the record
/// @param offset the offset in bytes at which the record starts in the object
/// @param reason the error, naming the value; a text longer than [#MAX_REASON] is cut
public record Rejection(String object, long offset, String reason)
        implements Comparable<Rejection> {
    /// The maximum length of a reason in UTF-16 characters. A cut reason ends in an ellipsis.
    public static final int MAX_REASON = 500;

    private static final String ELLIPSIS = "…";
    private static final Comparator<Rejection> ORDER =
            Comparator.comparing(Rejection::object)
                    .thenComparingLong(Rejection::offset)
                    .thenComparing(Rejection::reason);

    public Rejection {
        reason = shortened(wellFormed(reason));
    }

    // The conversion replaces unpaired surrogates, which UTF-8 cannot represent, with U+FFFD.
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
    }

    private static String shortened(String text) {
        if (text.length() <= MAX_REASON) {
            return text;
        }
        int end = MAX_REASON - ELLIPSIS.length();
        end -= Character.isHighSurrogate(text.charAt(end - 1)) ? 1 : 0;
        return text.substring(0, end) + ELLIPSIS;
    }

    /// The place and the reason as one text.
    public String text() {
        return "%s at byte %d: %s".formatted(object, offset, reason);
    }

    @Override
    public int compareTo(Rejection other) {
        return ORDER.compare(this, other);
    }
}
