package dev.fanfold.engine.outcome;

import java.nio.charset.StandardCharsets;

/// Text that is bounded and can be written as UTF-8. A cut never falls inside a character.
final class Utf8 {
    private static final char UNKNOWN = '\uFFFD';
    private static final String CUT = "…";

    private Utf8() {}

    /// The text without halves of characters, which UTF-8 cannot hold.
    static String wellFormed(String text) {
        if (text.codePoints().noneMatch(Utf8::isHalf)) {
            return text;
        }
        var whole = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> isHalf(point) ? UNKNOWN : point)
                .forEach(whole::appendCodePoint);
        return whole.toString();
    }

    /// At most so many `char`s; what is cut ends in an ellipsis.
    static String firstChars(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = max - CUT.length();
        end -= Character.isHighSurrogate(text.charAt(end - 1)) ? 1 : 0;
        return text.substring(0, end) + CUT;
    }

    /// At most so many bytes; what is cut ends in an ellipsis.
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
