package dev.fanfold.template;

/// Matches text as IAM does: `*` is any characters, `?` is any one character.
final class Wildcard {
    private Wildcard() {}

    static boolean matches(String pattern, String text) {
        int star = -1;
        int resume = 0;
        int at = 0;
        int next = 0;
        while (at < text.length()) {
            if (next < pattern.length() && pattern.charAt(next) == '*') {
                star = next++;
                resume = at;
            } else if (isOne(pattern, next, text.charAt(at))) {
                next++;
                at++;
            } else if (star >= 0) {
                next = star + 1;
                at = ++resume; // the last star takes one character more
            } else {
                return false;
            }
        }
        return pattern.substring(next).chars().allMatch(left -> left == '*');
    }

    private static boolean isOne(String pattern, int next, char wanted) {
        return next < pattern.length()
                && (pattern.charAt(next) == '?' || pattern.charAt(next) == wanted);
    }
}
