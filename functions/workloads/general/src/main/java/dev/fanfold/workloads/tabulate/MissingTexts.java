package dev.fanfold.workloads.tabulate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// The texts that mean a missing value, compared byte by byte.
final class MissingTexts {
    private final byte[][] texts;
    private final boolean containNumbers;

    MissingTexts(List<String> texts) {
        this.texts =
                texts.stream()
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new);
        containNumbers =
                Arrays.stream(this.texts)
                        .anyMatch(text ->
                                !(Decimals.parse(text, 0, text.length)
                                        instanceof Decimals.Parsed.Invalid));
    }

    /// Whether some of the texts are numbers, for example -999.
    boolean containNumbers() {
        return containNumbers;
    }

    /// Whether the field in `[start, end)` is one of the texts.
    boolean contain(byte[] bytes, int start, int end) {
        for (byte[] text : texts) {
            if (Arrays.equals(bytes, start, end, text, 0, text.length)) {
                return true;
            }
        }
        return false;
    }
}
