package dev.fanfold.api;

/// A pattern of names. `*` stands for any characters, also none, and `?` for one character. All
/// other characters stand for themselves.
///
/// The time of a match grows with the product of the lengths, not exponentially as that of some
/// regular expressions.
final class NamePattern {
    private final int[] pattern;

    NamePattern(String pattern) {
        this.pattern = pattern.codePoints().toArray();
    }

    boolean matches(String name) {
        int[] text = name.codePoints().toArray();
        int lastStar = -1;
        int endOfStar = 0; // the index in the text after what the last star matches
        int at = 0;
        int index = 0;
        while (index < text.length) {
            if (at < pattern.length && pattern[at] == '*') {
                lastStar = at++;
                endOfStar = index;
            } else if (at < pattern.length && (pattern[at] == '?' || pattern[at] == text[index])) {
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
