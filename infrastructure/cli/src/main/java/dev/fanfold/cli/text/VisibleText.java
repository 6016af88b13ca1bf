package dev.fanfold.cli.text;

/// Escapes text so that it is safe on a terminal.
///
/// A character that would control the terminal, be invisible or reorder the text is written as a
/// backslash, a `u`, and its code point in hexadecimal between braces.
///
/// Escaped are controls (C0, DEL, C1), line and paragraph separators, bidirectional and other
/// format characters, characters without a glyph, spaces other than the ASCII one, lone surrogates,
/// and code points that are private or not assigned. A backslash is escaped only if it would read
/// as the start of such an escape, so that text that looks like an escape is not mistaken for one.
public final class VisibleText {
    private static final String ESCAPE = "\\u{";

    private VisibleText() {}

    /// The text escaped for one line of a terminal.
    public static String of(String text) {
        if (text.codePoints().noneMatch(VisibleText::isHidden) && !text.contains(ESCAPE)) {
            return text;
        }
        var escaped = new StringBuilder(text.length() + 16);
        for (int index = 0;
                index < text.length();
                index += Character.charCount(text.codePointAt(index))) {
            int point = text.codePointAt(index);
            if (isHidden(point) || text.startsWith(ESCAPE, index)) {
                escaped.append(ESCAPE).append(Integer.toHexString(point)).append('}');
            } else {
                escaped.appendCodePoint(point);
            }
        }
        return escaped.toString();
    }

    /// The JSON document, escaped with JSON's own escapes, which do not change its meaning.
    ///
    /// Line feeds and tabs between values are kept. A carriage return there becomes a line feed.
    public static String json(String document) {
        if (document.codePoints().noneMatch(VisibleText::isHiddenInJson)) {
            return document;
        }
        var escaped = new StringBuilder(document.length() + 16);
        document.codePoints()
                .forEach(point -> {
                    if (point == '\r') {
                        escaped.append('\n');
                    } else if (isHiddenInJson(point)) {
                        appendJsonEscapes(escaped, point);
                    } else {
                        escaped.appendCodePoint(point);
                    }
                });
        return escaped.toString();
    }

    /// The number of columns of an escaped text on a terminal.
    ///
    /// A wide character takes two columns, a combining character none.
    public static int width(String text) {
        return text.codePoints().map(VisibleText::width).sum();
    }

    /// The longest start of an escaped text that fits into this number of columns.
    static String clipped(String text, int columns) {
        int used = 0;
        int index = 0;
        while (index < text.length()) {
            int point = text.codePointAt(index);
            used += width(point);
            if (used > columns) {
                break;
            }
            index += Character.charCount(point);
        }
        return text.substring(0, index);
    }

    private static void appendJsonEscapes(StringBuilder into, int point) {
        for (char unit : Character.toChars(point)) {
            into.append("\\u%04x".formatted((int) unit));
        }
    }

    private static boolean isHiddenInJson(int point) {
        return point != '\n' && point != '\t' && point != ' ' && isHidden(point);
    }

    private static boolean isHidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            case Character.SPACE_SEPARATOR -> point != ' ';
            default -> isBlank(point);
        };
    }

    // Letters, marks and symbols that print nothing or a space.
    private static boolean isBlank(int point) {
        return point == 0x034f // combining grapheme joiner
                || point == 0x115f // fillers of Hangul
                || point == 0x1160
                || point == 0x3164
                || point == 0xffa0
                || point == 0x17b4 // vowels of Khmer that are not written
                || point == 0x17b5
                || point == 0x2800 // the Braille pattern without dots
                || (point >= 0x180b && point <= 0x180f) // variation selectors
                || (point >= 0xfe00 && point <= 0xfe0f)
                || (point >= 0xe0100 && point <= 0xe01ef);
    }

    private static int width(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
            default -> isWide(point) ? 2 : 1;
        };
    }

    // The classes W and F of https://www.unicode.org/reports/tr11/, approximated by blocks.
    private static boolean isWide(int point) {
        return point >= 0x1100
                && (point <= 0x115f
                        || point == 0x2329
                        || point == 0x232a
                        || (point >= 0x2e80 && point <= 0x303e)
                        || (point >= 0x3041 && point <= 0x4dbf)
                        || (point >= 0x4e00 && point <= 0xa4cf)
                        || (point >= 0xa960 && point <= 0xa97c)
                        || (point >= 0xac00 && point <= 0xd7a3)
                        || (point >= 0xf900 && point <= 0xfaff)
                        || (point >= 0xfe10 && point <= 0xfe19)
                        || (point >= 0xfe30 && point <= 0xfe6f)
                        || (point >= 0xff01 && point <= 0xff60)
                        || (point >= 0xffe0 && point <= 0xffe6)
                        || (point >= 0x16fe0 && point <= 0x18dff)
                        || (point >= 0x1aff0 && point <= 0x1b2ff)
                        || (point >= 0x20000 && point <= 0x3fffd)
                        || Character.isEmojiPresentation(point));
    }
}
