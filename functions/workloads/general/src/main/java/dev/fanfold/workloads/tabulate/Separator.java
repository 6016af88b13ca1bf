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

    /// The separator that a setting names: one character, `tab` or `\t`.
    ///
    /// @throws InvalidInputException if the name is another one
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

    /// The separator in a line like `sep=;` or `"sep=;"`, which Excel reads and writes at the
    /// beginning of a file. Empty if the line has another form.
    ///
    /// A program that saved the file again may have padded the line: with spaces, or with the
    /// separators of a row with empty fields, as in `sep=;,,`. If these are other separators, the
    /// next line decides: they are used if it contains them, and does not contain the named one.
    ///
    /// @throws InvalidInputException if the line has the form, but names no valid separator
    static Optional<Separator> ofLine(String file, String line, String nextLine) {
        int close = line.startsWith("\"") ? line.indexOf('"', 1) : -1;
        String text = close < 0 ? line : line.substring(1, close) + line.substring(close + 1);
        if (!text.regionMatches(true, 0, EXCEL_PREFIX, 0, EXCEL_PREFIX.length())) {
            return Optional.empty();
        }
        String names = text.substring(EXCEL_PREFIX.length());
        int end = names.isEmpty() ? 0 : names.offsetByCodePoints(0, 1);
        String named = names.substring(0, end);
        String padding = names.substring(end);
        if (!named.isEmpty() && isPadding(padding, named)) {
            String other = padding.isBlank() && !padding.startsWith("\t") ? named : padding;
            String name =
                    nextLine.contains(named) || nextLine.indexOf(other.charAt(0)) < 0
                            ? named
                            : other.substring(0, 1);
            return Optional.of(of(name).orElseThrow(() -> invalidLine(file, line)));
        }
        if (names.codePointCount(0, names.length()) > 2) {
            return Optional.empty();
        }
        throw invalidLine(file, line);
    }

    // Whether the text is empty, or repeats one separator.
    private static boolean isPadding(String text, String named) {
        String first = text.substring(0, Math.min(1, text.length()));
        return text.equals(first.repeat(text.length()))
                && (",;|\t ".contains(first) || first.equals(named));
    }

    private static InvalidInputException invalidLine(String file, String line) {
        return new InvalidInputException(
                ("%s: its first line, %s, names no separator of one character: change it, or remove it"
                                + " and add --set separator=...")
                        .formatted(file, Excerpt.of(line)));
    }

    /// The separator that the extension of a file name stands for; empty for other extensions.
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

    /// The name of the separator, as [#named] reads it.
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

    /// Whether the last byte of a separator is at `position`, and its first byte at `from` or
    /// later.
    boolean endsAt(byte[] in, int position, int from) {
        int start = position - bytes.length + 1;
        return in[position] == last()
                && (bytes.length == 1
                        || (start >= from
                                && Arrays.equals(in, start, position + 1, bytes, 0, bytes.length)));
    }

    /// Whether the text begins with the separator.
    boolean isPrefixOf(byte[] text) {
        return text.length >= bytes.length
                && Arrays.equals(text, 0, bytes.length, bytes, 0, bytes.length);
    }
}
