package dev.fanfold.local.emulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Names of files for keys of objects, one for one.
///
/// A key of S3 is any text of 1 to 1,024 bytes, and every two are different objects. A path is not:
/// file systems give a meaning to slashes and dots, limit a name to 255 bytes, and some do not tell
/// upper from lower case. So a name holds small letters, digits, `_`, `-` and inner dots as they
/// are, all other bytes of the key's UTF-8 as `%` and two digits, and ends in `@`. A long name is
/// cut into folders that end in `+`; no name of a file does, so that a file is never in the way of
/// a folder.
///
/// Where paths are limited to 1,024 bytes as a whole, as on macOS, the longest keys do not fit.
final class KeyNames {
    /// With what the store adds to names of parts and of unfinished files, still below 255.
    private static final int MAX_LENGTH = 150;

    private static final char END = '@';
    private static final String CUT = "+/";

    private KeyNames() {}

    static String name(String key) {
        var name = new StringBuilder();
        for (byte one : key.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (one & 0xff);
            boolean first = name.length() % MAX_LENGTH == 0; // in a file's or folder's name
            if (isPlain(letter) || (letter == '.' && !first)) {
                name.append(letter);
            } else {
                name.append("%%%02x".formatted((int) letter));
            }
        }
        var path = new StringBuilder();
        int from = 0;
        for (; name.length() - from > MAX_LENGTH; from += MAX_LENGTH) {
            path.append(name, from, from + MAX_LENGTH).append(CUT);
        }
        return path.append(name, from, name.length()).append(END).toString();
    }

    /// The key that a file is named for, if it is named for one.
    static Optional<String> key(String name) {
        if (name.isEmpty() || name.charAt(name.length() - 1) != END) {
            return Optional.empty();
        }
        String escaped = name.substring(0, name.length() - 1).replace(CUT, "");
        var bytes = new ByteArrayOutputStream();
        try {
            for (int i = 0; i < escaped.length(); i++) {
                boolean plain = escaped.charAt(i) != '%';
                bytes.write(
                        plain
                                ? escaped.charAt(i)
                                : Integer.parseInt(escaped.substring(i + 1, i + 3), 16));
                i += plain ? 0 : 2;
            }
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            return Optional.empty();
        }
        String key = bytes.toString(StandardCharsets.UTF_8);
        return Optional.of(key).filter(read -> !read.isEmpty() && name(read).equals(name));
    }

    private static boolean isPlain(char letter) {
        return (letter >= 'a' && letter <= 'z')
                || (letter >= '0' && letter <= '9')
                || letter == '_'
                || letter == '-';
    }
}
