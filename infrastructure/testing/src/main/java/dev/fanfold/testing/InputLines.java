package dev.fanfold.testing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Shrinks an input to the few lines that still show a failure, and formats it.
final class InputLines {
    private static final int MAX_SHRINKS = 200;
    private static final int MAX_SHOWN = 300;

    private InputLines() {}

    /// Removes lines that the failure does not need: first halves of the input, then smaller parts,
    /// then single lines.
    ///
    /// @param fails whether an input still shows the failure
    static byte[] smallest(byte[] input, Predicate<byte[]> fails) {
        byte[] small = input;
        int tries = MAX_SHRINKS;
        for (int chunk = Math.max(1, lines(small) / 2); chunk >= 1; chunk /= 2) {
            for (int line = 0; line < lines(small) && tries > 0; tries--) {
                byte[] less = without(small, line, chunk);
                if (less.length < small.length && fails.test(less)) {
                    small = less;
                } else {
                    line += chunk;
                }
            }
        }
        return small;
    }

    /// A random selection of its lines, in order.
    static byte[] some(byte[] input, Random random) {
        byte[] some = input;
        double share = random.nextDouble();
        for (int line = lines(input) - 1; line >= 0; line--) {
            if (random.nextDouble() < share) {
                some = without(some, line, 1);
            }
        }
        return some;
    }

    /// Its size and the beginning of its text.
    static String shown(byte[] input) {
        return "%d bytes: \"%s\""
                .formatted(
                        input.length,
                        shown(new String(input, StandardCharsets.UTF_8))
                                .replace("\r", "\\r")
                                .replace("\n", "\\n")
                                .replace("\t", "\\t"));
    }

    static String shown(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
    }

    /// The part of the answer around the first difference to the other one.
    static String shown(String answer, String other) {
        int at = Arrays.mismatch(answer.toCharArray(), other.toCharArray());
        int from = Math.max(0, Math.min(at, answer.length()) - MAX_SHOWN / 2);
        return answer.length() <= MAX_SHOWN ? answer : "..." + shown(answer.substring(from));
    }

    private static int lines(byte[] text) {
        return starts(text).length - 1;
    }

    // The starts of all lines, and the end of the text.
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
        byte[] less = new byte[text.length - (to - from)];
        System.arraycopy(text, 0, less, 0, from);
        System.arraycopy(text, to, less, from, text.length - to);
        return less;
    }
}
