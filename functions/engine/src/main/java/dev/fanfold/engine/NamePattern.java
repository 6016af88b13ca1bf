package dev.fanfold.engine;

/// A pattern of the names of outputs. `*` stands for any characters, also none, and `?` for one
/// character. All other characters stand for themselves. As in a shell, only a dot matches the dot
/// with which a name starts.
///
/// The time of a match grows with the product of the lengths, not exponentially as that of some
/// regular expressions.
public final class NamePattern {
    /// Matches the names of all outputs but hidden ones.
    public static final NamePattern ALL = new NamePattern("*");

    private final String text;
    private final int[] pattern;

    public NamePattern(String text) {
        this.text = text;
        this.pattern = text.codePoints().toArray();
    }

    /// The pattern as it was given.
    @Override
    public String toString() {
        return text;
    }

    public boolean matches(String name) {
        if (name.startsWith(".") && !text.startsWith(".")) {
            return false;
        }
        int[] characters = name.codePoints().toArray();
        int lastStar = -1;
        int endOfStar = 0; // the index in the text after what the last star matches
        int at = 0;
        int index = 0;
        while (index < characters.length) {
            if (at < pattern.length && pattern[at] == '*') {
                lastStar = at++;
                endOfStar = index;
            } else if (at < pattern.length
                    && (pattern[at] == '?' || pattern[at] == characters[index])) {
                at++;
                index++;
            } else if (lastStar >= 0) {
                // Tries again with one more character for the last star.
                at = lastStar + 1;
                index = ++endOfStar;
            } else {
                return false;
            }
        }
        while (at < pattern.length && pattern[at] == '*') {
            at++;
        }
        return at == pattern.length;
    }
}
