package dev.fanfold.engine;

/// A pattern for the names of outputs. `*` stands for any characters, also none, and `?` for one
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

    /// Whether the pattern matches the whole name.
    public boolean matches(String name) {
        if (name.startsWith(".") && !text.startsWith(".")) {
            return false;
        }
        int[] characters = name.codePoints().toArray();
        int lastStar = -1;
        int endOfStar = 0; // the index of the character after those that the last star matches
        int inPattern = 0;
        int inName = 0;
        while (inName < characters.length) {
            if (inPattern < pattern.length && pattern[inPattern] == '*') {
                lastStar = inPattern++;
                endOfStar = inName;
            } else if (inPattern < pattern.length
                    && (pattern[inPattern] == '?' || pattern[inPattern] == characters[inName])) {
                inPattern++;
                inName++;
            } else if (lastStar >= 0) {
                // Tries again with one more character for the last star.
                inPattern = lastStar + 1;
                inName = ++endOfStar;
            } else {
                return false;
            }
        }
        while (inPattern < pattern.length && pattern[inPattern] == '*') {
            inPattern++;
        }
        return inPattern == pattern.length;
    }
}
