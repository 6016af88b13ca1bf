package dev.fanfold.local.emulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// File names for object keys. Each key has its own name.
///
/// An S3 key is any text of 1 to 1,024 bytes, and different keys are different objects. Paths have
/// other rules: file systems interpret slashes and dots, limit a name to 255 bytes, and some ignore
/// case. So lower-case letters, digits, `_`, `-` and dots stay as they are; only a dot at the
/// beginning of a file or directory name is escaped. All other bytes of the key's UTF-8 become `%`
/// and two hexadecimal digits, and the name ends in `@`. A long name is split into directories
/// whose names end in `+`. No file name ends in `+`, so a file never conflicts with a directory.
///
/// Where whole paths are limited to 1,024 bytes, as on macOS, long keys do not fit.
final class KeyNames {
    /// The maximum length of a part of a name. With the prefixes and suffixes that the store adds,
    /// the part stays below 255 bytes.
    private static final int MAX_LENGTH = 150;

    private static final char END = '@';
    private static final String CONTINUED = "+/";

    private KeyNames() {}

    /// The file name of a key, relative to the bucket.
    static String name(String key) {
        var name = new StringBuilder();
        for (byte keyByte : key.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (keyByte & 0xff);
            boolean first = name.length() % MAX_LENGTH == 0; // of a file or directory name
            if (isPlain(letter) || (letter == '.' && !first)) {
                name.append(letter);
            } else {
                name.append("%%%02x".formatted((int) letter));
            }
        }
        var path = new StringBuilder();
        int from = 0;
        for (; name.length() - from > MAX_LENGTH; from += MAX_LENGTH) {
            path.append(name, from, from + MAX_LENGTH).append(CONTINUED);
        }
        return path.append(name, from, name.length()).append(END).toString();
    }

    /// The key that belongs to a file name; empty if the file is not an object.
    static Optional<String> key(String name) {
        if (name.isEmpty() || name.charAt(name.length() - 1) != END) {
            return Optional.empty();
        }
        String escaped = name.substring(0, name.length() - 1).replace(CONTINUED, "");
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
