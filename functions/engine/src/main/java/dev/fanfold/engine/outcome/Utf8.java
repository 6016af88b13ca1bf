package dev.fanfold.engine.outcome;

import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/// Makes text encodable as UTF-8, and cuts it to a maximum length.
///
/// A cut never splits a surrogate pair. A char is a UTF-16 code unit.
public final class Utf8 {
    private static final String REPLACEMENT = "\uFFFD";
    private static final String ELLIPSIS = "…";

    private Utf8() {}

    /// Whether the text has no unpaired surrogate, which UTF-8 cannot encode.
    public static boolean isWellFormed(String text) {
        // Every message is checked. This is a loop, because a stream of code points is several
        // times slower.
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (isUnpaired(text.codePointAt(i))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /// The text, with `replacement` applied to each unpaired surrogate.
    public static String withoutHalves(String text, IntFunction<String> replacement) {
        if (isWellFormed(text)) {
            return text;
        }
        var result = new StringBuilder(text.length());
        text.codePoints()
                .forEach(point -> {
                    if (isUnpaired(point)) {
                        result.append(replacement.apply(point));
                    } else {
                        result.appendCodePoint(point);
                    }
                });
        return result.toString();
    }

    /// The text, with U+FFFD instead of each unpaired surrogate.
    static String wellFormed(String text) {
        return withoutHalves(text, _ -> REPLACEMENT);
    }

    /// The text, cut to at most `max` chars. A cut text ends in an ellipsis.
    static String firstChars(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = max - ELLIPSIS.length();
        end -= Character.isHighSurrogate(text.charAt(end - 1)) ? 1 : 0;
        return text.substring(0, end) + ELLIPSIS;
    }

    /// The text, cut to at most `max` bytes of UTF-8. A cut text ends in an ellipsis.
    static String firstBytes(String text, int max) {
        if (bytes(text) <= max) {
            return text;
        }
        int left = max - bytes(ELLIPSIS);
        int end = 0;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            left -= bytes(point);
            if (left < 0) {
                break;
            }
            end += Character.charCount(point);
        }
        return text.substring(0, end) + ELLIPSIS;
    }

    /// The length of the text in bytes of UTF-8.
    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static int bytes(int point) {
        if (point < 0x80) {
            return 1;
        }
        if (point < 0x800) {
            return 2;
        }
        return point < 0x10000 ? 3 : 4;
    }

    // `codePointAt` and `codePoints` return a surrogate only if it is unpaired.
    private static boolean isUnpaired(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
