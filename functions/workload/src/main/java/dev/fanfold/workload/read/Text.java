package dev.fanfold.workload.read;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Pin;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Decodes lines as UTF-8, and skips a byte order mark at the beginning of an object.
final class Text {
    private static final int MARK = 3;

    private Text() {}

    /// The text of a line.
    ///
    /// @throws InvalidInputException if it is not UTF-8, naming the place and the probable format
    static String of(Pin object, Cut line) {
        int from = line.from();
        if (line.start() == 0) {
            from += isMarked(line) ? MARK : 0;
            refuseOthers(object, line);
        }
        String text = new String(line.bytes(), from, line.to() - from, StandardCharsets.UTF_8);
        // Decoding replaces invalid bytes with this character, so only such a text needs a strict
        // check.
        return text.indexOf('\ufffd') < 0 ? text : strictly(object, line, from);
    }

    /// Whether the line is only a byte order mark, without a line end: an object without text.
    static boolean isMarkAlone(Cut line) {
        return line.start() == 0 && line.position() == MARK && isMarked(line);
    }

    private static boolean isMarked(Cut line) {
        return startsWith(line, 0xef, 0xbb, 0xbf);
    }

    private static void refuseOthers(Pin object, Cut line) {
        if (startsWith(line, 0x1f, 0x8b)) {
            throw refused(object, "is compressed by gzip: unpack it first");
        }
        if (startsWith(line, 'P', 'K', 3, 4)) {
            throw refused(object, "is a zip archive: unpack it first");
        }
        if (startsWith(line, 0xff, 0xfe) || startsWith(line, 0xfe, 0xff)) {
            throw refused(object, "is UTF-16: convert it to UTF-8 first");
        }
    }

    private static InvalidInputException refused(Pin object, String why) {
        return new InvalidInputException("%s: this %s".formatted(object.uri(), why));
    }

    private static boolean startsWith(Cut line, int... expected) {
        for (int i = 0; i < expected.length; i++) {
            int place = line.from() + i;
            if (place >= line.to() || (line.bytes()[place] & 0xff) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private static String strictly(Pin object, Cut line, int from) {
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
