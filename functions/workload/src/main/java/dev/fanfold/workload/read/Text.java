package dev.fanfold.workload.read;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Pin;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Decodes lines as UTF-8, and skips byte order marks at the beginning of an object.
final class Text {
    private static final int BYTE_ORDER_MARK_BYTES = 3;

    private Text() {}

    /// The text of a line.
    ///
    /// @throws InvalidInputException if the line is not UTF-8; the message names the offset of the
    ///   line, or the format of the object if its first line shows one
    static String of(Pin object, Cut line) {
        int from = line.from();
        if (line.start() == 0) {
            rejectOtherFormats(object, line);
            from += byteOrderMarkBytes(line);
            rejectZeros(object, line, from);
        }
        String text = new String(line.bytes(), from, line.to() - from, StandardCharsets.UTF_8);
        // Decoding replaces invalid bytes with U+FFFD. A text that contains it is decoded again,
        // strictly, because the object may contain the character itself.
        return text.indexOf('\ufffd') < 0 ? text : decodeStrictly(object, line, from);
    }

    /// Whether the line is the first of the object and has nothing but byte order marks, without a
    /// line end.
    static boolean isByteOrderMarkOnly(Cut line) {
        return line.start() == 0
                && line.position() > 0
                && line.position() == byteOrderMarkBytes(line);
    }

    // The length of the byte order marks at the beginning of the line. There may be several,
    // because two programs may each have written one.
    private static int byteOrderMarkBytes(Cut line) {
        int length = 0;
        while (startsWith(line, length, 0xef, 0xbb, 0xbf)) {
            length += BYTE_ORDER_MARK_BYTES;
        }
        return length;
    }

    // Recognizes common formats by their first bytes, so that the error can name the remedy.
    private static void rejectOtherFormats(Pin object, Cut line) {
        if (startsWith(line, 0, 0x1f, 0x8b)) {
            throw invalid(object, "is compressed by gzip: unpack it first");
        }
        if (startsWith(line, 0, 'P', 'K', 3, 4)) {
            throw invalid(object, "is a zip archive: unpack it first");
        }
        if (startsWith(line, 0, 0xff, 0xfe, 0, 0) || startsWith(line, 0, 0, 0, 0xfe, 0xff)) {
            throw invalid(object, "is UTF-32: convert it to UTF-8 first");
        }
        if (startsWith(line, 0, 0xff, 0xfe) || startsWith(line, 0, 0xfe, 0xff)) {
            throw invalid(object, "is UTF-16: convert it to UTF-8 first");
        }
    }

    // In UTF-16 and UTF-32, the bytes of ASCII characters are valid UTF-8 with zeros between them.
    private static void rejectZeros(Pin object, Cut line, int from) {
        for (int i = from; i < line.to(); i++) {
            if (line.bytes()[i] == 0) {
                throw invalid(
                        object,
                        "has a zero at byte %d, in its first line: if it is UTF-16 or UTF-32, convert it to UTF-8 first; if not, read its bytes with Lines.bytes"
                                .formatted(i - line.from()));
            }
        }
    }

    private static InvalidInputException invalid(Pin object, String problem) {
        return new InvalidInputException("%s: this %s".formatted(object.uri(), problem));
    }

    private static boolean startsWith(Cut line, int offset, int... expected) {
        for (int i = 0; i < expected.length; i++) {
            int index = line.from() + offset + i;
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
