package dev.fanfold.workloads.tabulate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// The texts that mean a missing value, compared byte by byte.
final class MissingTexts {
    private final byte[][] texts;
    private final boolean numbers;

    MissingTexts(List<String> texts) {
        this.texts =
                texts.stream()
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new);
        numbers =
                Arrays.stream(this.texts)
                        .anyMatch(text ->
                                !(Decimals.parse(text, 0, text.length)
                                        instanceof Decimals.Parsed.Not));
    }

    /// Whether some of them are numbers, such as -999.
    boolean numbers() {
        return numbers;
    }

    boolean is(byte[] bytes, int start, int end) {
        for (byte[] text : texts) {
            if (Arrays.equals(bytes, start, end, text, 0, text.length)) {
                return true;
            }
        }
        return false;
    }
}
