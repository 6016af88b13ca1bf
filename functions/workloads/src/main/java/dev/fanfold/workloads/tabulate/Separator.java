package dev.fanfold.workloads.tabulate;

import dev.fanfold.engine.arrival.InputFault;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What stands between two fields: one character, as its UTF-8 bytes.
final class Separator {
    private final byte[] bytes;

    private Separator(String character) {
        bytes = character.getBytes(StandardCharsets.UTF_8);
    }

    /// The separator that a setting names: one character, or `tab`.
    static Separator named(String name) {
        String character = name.equals("tab") || name.equals("\\t") ? "\t" : name;
        if (character.codePointCount(0, character.length()) != 1
                || "\"\r\n\ufeff".contains(character)) {
            throw new InputFault(
                    "setting separator is one character (no quote, no line end) or tab, not \"%s\""
                            .formatted(name.replace("\r", "\\r").replace("\n", "\\n")));
        }
        return new Separator(character);
    }

    /// The separator that a file's extension stands for.
    static Optional<Separator> ofFile(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".csv")) {
            return Optional.of(new Separator(","));
        }
        if (lower.endsWith(".tsv") || lower.endsWith(".tab")) {
            return Optional.of(new Separator("\t"));
        }
        return lower.endsWith(".psv") ? Optional.of(new Separator("|")) : Optional.empty();
    }

    /// How a setting names it.
    String name() {
        String character = new String(bytes, StandardCharsets.UTF_8);
        return character.equals("\t") ? "tab" : character;
    }

    int length() {
        return bytes.length;
    }

    byte last() {
        return bytes[bytes.length - 1];
    }

    /// Whether it stands in `in` with its last byte at `position`, beginning at `from` or after.
    boolean endsAt(byte[] in, int position, int from) {
        int start = position - bytes.length + 1;
        return in[position] == last()
                && (bytes.length == 1
                        || (start >= from
                                && Arrays.equals(in, start, position + 1, bytes, 0, bytes.length)));
    }
}
