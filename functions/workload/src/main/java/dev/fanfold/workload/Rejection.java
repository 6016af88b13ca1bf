package dev.fanfold.workload;

import java.nio.charset.StandardCharsets;
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

    private static final String CUT = "…";
    private static final Comparator<Rejection> ORDER =
            Comparator.comparing(Rejection::object)
                    .thenComparingLong(Rejection::offset)
                    .thenComparing(Rejection::reason);

    public Rejection {
        reason = shortened(wellFormed(reason));
    }

    // UTF-16 has a replacement for half a character, which UTF-8 cannot hold.
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
    }

    private static String shortened(String text) {
        if (text.length() <= MAX_REASON) {
            return text;
        }
        int end = MAX_REASON - CUT.length();
        end -= Character.isHighSurrogate(text.charAt(end - 1)) ? 1 : 0;
        return text.substring(0, end) + CUT;
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
