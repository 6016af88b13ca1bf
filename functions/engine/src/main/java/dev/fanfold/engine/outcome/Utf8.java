package dev.fanfold.engine.outcome;

import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/// Text of bounded length that can be encoded as UTF-8.
///
/// A cut never splits a character.
public final class Utf8 {
    private static final String UNKNOWN = "\uFFFD";
    private static final String CUT = "…";

    private Utf8() {}

    /// Whether the text has no unpaired surrogate, which UTF-8 cannot encode.
    public static boolean isWellFormed(String text) {
        // Every message passes through here. A loop, because a stream of code points is several
        // times slower.
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (isHalf(text.codePointAt(i))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /// The text with a replacement for each unpaired surrogate.
    public static String withoutHalves(String text, IntFunction<String> instead) {
        if (isWellFormed(text)) {
            return text;
        }
        var whole = new StringBuilder(text.length());
        text.codePoints()
                .forEach(point -> {
                    if (isHalf(point)) {
                        whole.append(instead.apply(point));
                    } else {
                        whole.appendCodePoint(point);
                    }
                });
        return whole.toString();
    }

    static String wellFormed(String text) {
        return withoutHalves(text, _ -> UNKNOWN);
    }

    /// The text, cut to at most `max` chars. A cut text ends in an ellipsis.
    static String firstChars(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = max - CUT.length();
        end -= Character.isHighSurrogate(text.charAt(end - 1)) ? 1 : 0;
        return text.substring(0, end) + CUT;
    }

    /// The text, cut to at most `max` bytes. A cut text ends in an ellipsis.
    static String firstBytes(String text, int max) {
        if (bytes(text) <= max) {
            return text;
        }
        int left = max - bytes(CUT);
        int end = 0;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            left -= bytes(point);
            if (left < 0) {
                break;
            }
            end += Character.charCount(point);
        }
        return text.substring(0, end) + CUT;
    }

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

    private static boolean isHalf(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
