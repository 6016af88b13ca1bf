package dev.fanfold.workload.read;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Pin;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Decodes lines as UTF-8, and skips a byte order mark at the beginning of an object.
final class Text {
    static final int BYTE_ORDER_MARK_BYTES = 3;

    private Text() {}

    /// The text of a line.
    ///
    /// @throws InvalidInputException if the line is not UTF-8; the message names the offset of the
    ///   line, or the format of the object if its first bytes show one
    static String of(Pin object, Cut line) {
        int from = line.textFrom();
        if (line.start() == 0) {
            rejectOtherFormats(object, line);
        }
        String text = new String(line.bytes(), from, line.to() - from, StandardCharsets.UTF_8);
        // Decoding replaces invalid bytes with U+FFFD. A text that contains it is decoded again,
        // strictly, because the object may contain the character itself.
        return text.indexOf('\ufffd') < 0 ? text : decodeStrictly(object, line, from);
    }

    /// Whether the line is the first of the object and has nothing but a byte order mark, without a
    /// line end.
    static boolean isByteOrderMarkOnly(Cut line) {
        return line.position() == BYTE_ORDER_MARK_BYTES && startsWithByteOrderMark(line);
    }

    /// Whether the line is the first of the object and begins with a byte order mark.
    static boolean startsWithByteOrderMark(Cut line) {
        return line.start() == 0 && startsWith(line, 0xef, 0xbb, 0xbf);
    }

    // Recognizes common formats by their first bytes, so that the error can name the remedy.
    private static void rejectOtherFormats(Pin object, Cut line) {
        if (startsWith(line, 0x1f, 0x8b)) {
            throw invalid(object, "is compressed by gzip: unpack it first");
        }
        if (startsWith(line, 'P', 'K', 3, 4)) {
            throw invalid(object, "is a zip archive: unpack it first");
        }
        if (startsWith(line, 0xff, 0xfe) || startsWith(line, 0xfe, 0xff)) {
            throw invalid(object, "is UTF-16: convert it to UTF-8 first");
        }
    }

    private static InvalidInputException invalid(Pin object, String problem) {
        return new InvalidInputException("%s: this %s".formatted(object.uri(), problem));
    }

    private static boolean startsWith(Cut line, int... expected) {
        for (int i = 0; i < expected.length; i++) {
            int index = line.from() + i;
            if (index >= line.to() || (line.bytes()[index] & 0xff) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private static String decodeStrictly(Pin object, Cut line, int from) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(line.bytes(), from, line.to() - from);
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new InvalidInputException(
                    "%s: the line at byte %d is not UTF-8: convert the file first"
                            .formatted(object.uri(), line.start()),
                    e);
        }
    }
}
