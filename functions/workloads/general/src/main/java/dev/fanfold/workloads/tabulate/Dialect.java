package dev.fanfold.workloads.tabulate;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.JobSettings;
import java.nio.charset.StandardCharsets;

/// The rules by which the bytes of a file form fields, and fields form records.
///
/// @param quote the character that encloses quoted fields; [#NONE] if fields are never quoted
/// @param escape in a quoted field, the character that makes a quote or an escape character after
///   it a part of the field's text; [#NONE] if there is no such character
/// @param comment the prefix of comment lines; empty if there are none
/// @param multiline whether a quoted field may contain line ends
record Dialect(Separator separator, byte quote, byte escape, String comment, boolean multiline) {
    /// Stands for no character, because this byte appears in no UTF-8 text.
    static final byte NONE = (byte) 0xff;

    /// The maximum length of a comment prefix, in UTF-16 units.
    static final int MAX_COMMENT = 32;

    /// The dialect for a separator and the settings.
    ///
    /// @throws InvalidInputException if a setting is not valid, or if they contradict each other
    static Dialect of(Separator separator, JobSettings settings) {
        byte quote = quote(separator, settings);
        byte escape = asciiCharacter("escape", settings.text("escape", "none"));
        String comment = comment(settings);
        checkDiffers("quote", quote, separator);
        checkDiffers("escape", escape, separator);
        if (escape != NONE && (quote == NONE || quote == escape)) {
            throw new InvalidInputException(
                    quote == NONE
                            ? "setting escape needs quotes: add --set quote='\"', or leave escape out"
                            : "settings quote and escape are the same character: leave escape out, because a doubled"
                                    + " quote is always one quote");
        }
        checkComment(comment, separator, quote);
        return new Dialect(separator, quote, escape, comment, settings.flag("multiline", false));
    }

    private static byte quote(Separator separator, JobSettings settings) {
        String text = settings.text("quote", "");
        if (text.isEmpty()) {
            return separator.isTab() ? NONE : (byte) '"';
        }
        return asciiCharacter("quote", text);
    }

    private static byte asciiCharacter(String setting, String text) {
        if (text.equals("none")) {
            return NONE;
        }
        char character = text.length() == 1 ? text.charAt(0) : ' ';
        if (character <= ' ' || character > '~' || Character.isLetterOrDigit(character)) {
            throw new InvalidInputException(
                    "setting %s is one ASCII character such as %s, or none, not \"%s\""
                            .formatted(
                                    setting,
                                    setting.equals("quote") ? "\" or '" : "\\",
                                    Excerpt.of(text)));
        }
        return (byte) character;
    }

    private static void checkDiffers(String setting, byte character, Separator separator) {
        if (separator.length() == 1 && separator.last() == character) {
            throw new InvalidInputException(
                    "setting %s is \"%s\", which is the separator: name another with --set %s=... or --set"
                                    .formatted(setting, separator.name(), setting)
                            + " separator=...");
        }
    }

    /// The prefix of comment lines.
    ///
    /// @throws InvalidInputException if it is too long, or is no text with which a line may begin
    static String comment(JobSettings settings) {
        String comment = settings.text("comment", "");
        boolean isUnicode = StandardCharsets.UTF_8.newEncoder().canEncode(comment);
        if (!isUnicode
                || comment.length() > MAX_COMMENT
                || comment.chars().anyMatch(c -> c == '\n' || c == '\r' || c == '\ufeff')) {
            throw new InvalidInputException(
                    "setting comment is the beginning of comment lines, at most %d characters of one line,"
                                    .formatted(MAX_COMMENT)
                            + " such as #, not \"%s\""
                                    .formatted(Excerpt.of(comment.replaceAll("[\r\n]", "?"))));
        }
        return comment;
    }

    private static void checkComment(String comment, Separator separator, byte quote) {
        byte[] bytes = comment.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && (separator.isPrefixOf(bytes) || bytes[0] == quote)) {
            throw new InvalidInputException(
                    "setting comment is \"%s\", but a row may begin with it: its first character is the %s"
                            .formatted(comment, bytes[0] == quote ? "quote" : "separator"));
        }
    }

    /// Replaces each doubled quote by one quote, and removes each escape character before a quote
    /// or an escape character. This happens in place.
    ///
    /// @return the field's new end
    int unquote(byte[] bytes, int start, int end) {
        int target = start;
        for (int p = start; p < end; p++) {
            boolean nextIsLiteral =
                    p + 1 < end && (bytes[p + 1] == quote || bytes[p + 1] == escape);
            if (nextIsLiteral && (bytes[p] == quote || bytes[p] == escape)) {
                p++;
            }
            bytes[target++] = bytes[p];
        }
        return target;
    }
}
