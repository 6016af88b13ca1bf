package dev.fanfold.template;

/// Matches text against a pattern as IAM does: `*` stands for any characters, also none, and `?`
/// stands for one character.
final class Wildcard {
    private Wildcard() {}

    static boolean matches(String pattern, String text) {
        int lastStar = -1;
        int endOfStar = 0; // the index in the text after what the last star matches
        int textIndex = 0;
        int patternIndex = 0;
        while (textIndex < text.length()) {
            if (patternIndex < pattern.length() && pattern.charAt(patternIndex) == '*') {
                lastStar = patternIndex++;
                endOfStar = textIndex;
            } else if (matchesOne(pattern, patternIndex, text.charAt(textIndex))) {
                patternIndex++;
                textIndex++;
            } else if (lastStar >= 0) {
                // Tries again with one more character for the last star.
                patternIndex = lastStar + 1;
                textIndex = ++endOfStar;
            } else {
                return false;
            }
        }
        return pattern.substring(patternIndex).chars().allMatch(rest -> rest == '*');
    }

    private static boolean matchesOne(String pattern, int index, char character) {
        return index < pattern.length()
                && (pattern.charAt(index) == '?' || pattern.charAt(index) == character);
    }
}
