package dev.fanfold.workloads.tabulate;

/// A text from a request or a file as a message shows it: its beginning only.
final class Excerpt {
    static final int MAX_LENGTH = 60;

    private Excerpt() {}

    static String of(String text) {
        if (text.length() <= MAX_LENGTH) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1)) ? 1 : 0;
        return text.substring(0, MAX_LENGTH - end) + "…";
    }
}
