package dev.fanfold.cli.outputs;

import dev.fanfold.workload.InvalidInputException;

/// A pattern for the names of outputs: `*` stands for any characters, `?` for one character, and
/// every other character for itself.
public final class NamePattern {
    private final String glob;
    private final int[] pattern;

    private NamePattern(String glob) {
        this.glob = glob;
        this.pattern = glob.codePoints().toArray();
    }

    /// @throws InvalidInputException if no name can match the pattern
    public static NamePattern of(String glob) {
        if (glob.isEmpty()) {
            throw new InvalidInputException(
                    "--name is empty: give a name or a pattern such as \"*.csv\"");
        }
        if (glob.contains("/") || glob.contains("\\")) {
            throw new InvalidInputException(
                    "--name \"%s\" matches nothing, because the name of an output has no slashes: give only a name or a pattern such as \"*.csv\""
                            .formatted(glob));
        }
        return new NamePattern(glob);
    }

    /// The pattern in quotes.
    @Override
    public String toString() {
        return "\"" + glob + "\"";
    }

    // After a mismatch, the last star takes one more character. Earlier stars need not, so the time
    // is at most the product of the lengths.
    public boolean matches(String name) {
        int[] text = name.codePoints().toArray();
        int at = 0;
        int in = 0;
        int star = -1;
        int taken = 0;
        while (at < text.length) {
            if (in < pattern.length && pattern[in] == '*') {
                star = in++;
                taken = at;
            } else if (in < pattern.length && (pattern[in] == '?' || pattern[in] == text[at])) {
                in++;
                at++;
            } else if (star >= 0) {
                in = star + 1;
                at = ++taken;
            } else {
                return false;
            }
        }
        while (in < pattern.length && pattern[in] == '*') {
            in++;
        }
        return in == pattern.length;
    }
}
