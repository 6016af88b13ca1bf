package dev.fanfold.testing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Shortens inputs to a few lines that still cause a failure, and shortens texts for messages.
final class InputLines {
    /// The maximum number of smaller inputs that are tried.
    private static final int MAX_SHRINKS = 200;

    /// The maximum length of a shortened text in characters, without the dots.
    private static final int MAX_SHOWN = 300;

    private InputLines() {}

    /// Removes lines that the failure does not need: first halves of the input, then smaller parts,
    /// then single lines.
    ///
    /// @param fails whether an input causes the failure
    static byte[] smallest(byte[] input, Predicate<byte[]> fails) {
        byte[] small = input;
        int attemptsLeft = MAX_SHRINKS;
        for (int chunk = Math.max(1, lines(small) / 2); chunk >= 1; chunk /= 2) {
            for (int line = 0; line < lines(small) && attemptsLeft > 0; attemptsLeft--) {
                byte[] shorter = without(small, line, chunk);
                if (shorter.length < small.length && fails.test(shorter)) {
                    small = shorter;
                } else {
                    line += chunk;
                }
            }
        }
        return small;
    }

    /// A random selection of the input's lines, in their order.
    static byte[] selection(byte[] input, Random random) {
        byte[] selection = input;
        double share = random.nextDouble();
        for (int line = lines(input) - 1; line >= 0; line--) {
            if (random.nextDouble() < share) {
                selection = without(selection, line, 1);
            }
        }
        return selection;
    }

    /// The size of an input and the beginning of its text.
    static String shortened(byte[] input) {
        return "%d bytes: \"%s\""
                .formatted(
                        input.length,
                        shortened(new String(input, StandardCharsets.UTF_8))
                                .replace("\r", "\\r")
                                .replace("\n", "\\n")
                                .replace("\t", "\\t"));
    }

    static String shortened(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
    }

    /// The part of the answer around its first difference from `other`.
    static String shortened(String answer, String other) {
        int difference = Arrays.mismatch(answer.toCharArray(), other.toCharArray());
        int from = Math.max(0, Math.min(difference, answer.length()) - MAX_SHOWN / 2);
        return answer.length() <= MAX_SHOWN ? answer : "..." + shortened(answer.substring(from));
    }

    private static int lines(byte[] text) {
        return starts(text).length - 1;
    }

    // The offset of each line, and at the end the length of the text.
    private static int[] starts(byte[] text) {
        var starts = IntStream.builder();
        for (int i = 0; i < text.length; i++) {
            if (i == 0 || text[i - 1] == '\n') {
                starts.add(i);
            }
        }
        return starts.add(text.length).build().toArray();
    }

    private static byte[] without(byte[] text, int line, int count) {
        int[] starts = starts(text);
        int from = starts[line];
        int to = starts[Math.min(line + count, starts.length - 1)];
        byte[] shorter = new byte[text.length - (to - from)];
        System.arraycopy(text, 0, shorter, 0, from);
        System.arraycopy(text, to, shorter, from, text.length - to);
        return shorter;
    }
}
