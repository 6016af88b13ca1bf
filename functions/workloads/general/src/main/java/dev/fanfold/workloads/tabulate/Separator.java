package dev.fanfold.workloads.tabulate;

import dev.fanfold.workload.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The character between two fields, as its UTF-8 bytes.
final class Separator {
    private static final String EXCEL_PREFIX = "sep=";

    private final byte[] bytes;

    private Separator(String character) {
        bytes = character.getBytes(StandardCharsets.UTF_8);
    }

    /// The separator that a setting names: one character, or `tab`.
    static Separator named(String name) {
        return of(name).orElseThrow(() ->
                new InvalidInputException(
                        "setting separator is one character (no quote, no line end) or tab, not \"%s\""
                                .formatted(
                                        Excerpt.of(name)
                                                .replace("\r", "\\r")
                                                .replace("\n", "\\n"))));
    }

    private static Optional<Separator> of(String name) {
        String character = name.equals("tab") || name.equals("\\t") ? "\t" : name;
        boolean separates =
                character.codePointCount(0, character.length()) == 1
                        && !"\"\r\n\ufeff".contains(character)
                        && StandardCharsets.UTF_8.newEncoder().canEncode(character);
        return separates ? Optional.of(new Separator(character)) : Optional.empty();
    }

    /// The separator in a line like `sep=;`, which Excel reads and writes at the beginning of a
    /// file. Empty if the line has another form.
    ///
    /// @throws InvalidInputException if the line has the form, but not with a valid separator
    static Optional<Separator> ofLine(String file, String line) {
        boolean quoted = line.length() > 1 && line.startsWith("\"") && line.endsWith("\"");
        String text = quoted ? line.substring(1, line.length() - 1) : line;
        String name = text.substring(Math.min(text.length(), EXCEL_PREFIX.length()));
        if (!text.regionMatches(true, 0, EXCEL_PREFIX, 0, EXCEL_PREFIX.length())
                || name.codePointCount(0, name.length()) > 2) {
            return Optional.empty();
        }
        return Optional.of(
                of(name).orElseThrow(() ->
                        new InvalidInputException(
                                ("%s: its first line, %s, names no separator of one character: change it,"
                                                + " or remove it and add --set separator=...")
                                        .formatted(file, line))));
    }

    /// The separator that the extension of a file name stands for.
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

    /// The name of the separator in a setting.
    String name() {
        String character = new String(bytes, StandardCharsets.UTF_8);
        return character.equals("\t") ? "tab" : character;
    }

    boolean isTab() {
        return bytes.length == 1 && bytes[0] == '\t';
    }

    int length() {
        return bytes.length;
    }

    byte last() {
        return bytes[bytes.length - 1];
    }

    /// Whether a separator ends at `position` (its last byte) and begins at `from` or later.
    boolean endsAt(byte[] in, int position, int from) {
        int start = position - bytes.length + 1;
        return in[position] == last()
                && (bytes.length == 1
                        || (start >= from
                                && Arrays.equals(in, start, position + 1, bytes, 0, bytes.length)));
    }

    /// Whether a text begins with the separator.
    boolean begins(byte[] text) {
        return text.length >= bytes.length
                && Arrays.equals(text, 0, bytes.length, bytes, 0, bytes.length);
    }
}
