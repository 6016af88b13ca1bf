package dev.fanfold.workloads.tabulate;

/// The beginning of a text from a request or a file, for a message.
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
