package dev.fanfold.items;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Tests where an output of lines continues in a further one.
class SplitOutputTest {
    private final Map<String, String> outputs = new TreeMap<>();

    @Test
    void anOutputIsAtMostAsLongAsAllowed() throws Exception {
        write(LineFile.jsonLines("lines"), "abc", "def", "g", "hi");

        assertThat(outputs)
                .isEqualTo(Map.of("lines.jsonl", "abc\ndef\n", "lines-2.jsonl", "g\nhi\n"));
    }

    @Test
    void aLongerLineHasItsOwnOutput() throws Exception {
        write(LineFile.jsonLines("lines"), "a", "longer than eight", "b");

        assertThat(outputs)
                .isEqualTo(
                        Map.of(
                                "lines.jsonl", "a\n",
                                "lines-2.jsonl", "longer than eight\n",
                                "lines-3.jsonl", "b\n"));
    }

    @Test
    void withoutLinesThereIsNoOutput() throws Exception {
        write(new LineFile("lines", ".csv", Optional.of("h")));

        assertThat(outputs).isEmpty();
    }

    @Test
    void eachOutputStartsWithTheHeader() throws Exception {
        write(
                new LineFile("lines", ".csv", Optional.of("h,i")),
                "a",
                "b",
                "c",
                "longer than eight");

        assertThat(outputs)
                .isEqualTo(
                        Map.of(
                                "lines.csv", "h,i\na\nb\n",
                                "lines-2.csv", "h,i\nc\n",
                                "lines-3.csv", "h,i\nlonger than eight\n"));
    }

    private void write(LineFile file, String... lines) throws Exception {
        try (var output = new SplitOutput(Tasks.writingTo(outputs), file, 8)) {
            for (String line : lines) {
                output.writeLine(line);
            }
        }
    }
}
