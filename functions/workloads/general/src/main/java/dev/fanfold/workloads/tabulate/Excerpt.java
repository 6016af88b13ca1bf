package dev.fanfold.workloads.tabulate;

/// The beginning of a text from a request or a file, for a message.
final class Excerpt {
    static final int MAX_LENGTH = 60;

    private Excerpt() {}

    static String of(String text) {
        return of(text, MAX_LENGTH);
    }

    /// The first `max` UTF-16 units of a longer text. The two halves of a character are not parted.
    static String of(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 1)) ? 1 : 0;
        return text.substring(0, max - end) + "…";
    }
}
