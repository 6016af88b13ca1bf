package dev.fanfold.items;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why an item failed, as `results.jsonl` has it.
///
/// @param kind the class of the exception
/// @param message its message, at most [#MAX_MESSAGE] characters; null if it has none
/// @param frames the first frames of its stack trace, at most [#MAX_FRAMES], without those of the
///   caller of the function
record ItemError(String kind, @Nullable String message, List<String> frames) {
    static final int MAX_FRAMES = 10;
    static final int MAX_MESSAGE = 500;
    private static final String CALLER = ItemCall.class.getName();

    static ItemError of(Exception thrown) {
        return new ItemError(
                thrown.getClass().getName(),
                shortened(thrown.getMessage()),
                Arrays.stream(thrown.getStackTrace())
                        .takeWhile(frame -> !frame.getClassName().equals(CALLER))
                        .limit(MAX_FRAMES)
                        .map(StackTraceElement::toString)
                        .toList());
    }

    private static @Nullable String shortened(@Nullable String message) {
        if (message == null || message.length() <= MAX_MESSAGE) {
            return message;
        }
        int end = MAX_MESSAGE - 1;
        end -= Character.isHighSurrogate(message.charAt(end - 1)) ? 1 : 0;
        return message.substring(0, end) + "…";
    }

    String json() {
        return "{\"class\":%s,\"message\":%s,\"frames\":%s}"
                .formatted(JsonText.of(kind), JsonText.of(message), JsonText.of(frames));
    }

    /// One line for people.
    String text() {
        return message == null ? kind : kind + ": " + message;
    }
}
