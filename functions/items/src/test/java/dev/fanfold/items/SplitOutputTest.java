package dev.fanfold.items;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Tests where an output of lines continues in a further one.
class SplitOutputTest {
    private final Map<String, String> outputs = new TreeMap<>();

    @Test
    void anOutputIsAtMostAsLongAsAllowed() throws Exception {
        write("abc", "def", "g", "hi");

        assertThat(outputs)
                .isEqualTo(Map.of("lines.jsonl", "abc\ndef\n", "lines-2.jsonl", "g\nhi\n"));
    }

    @Test
    void aLongerLineHasItsOwnOutput() throws Exception {
        write("a", "longer than eight", "b");

        assertThat(outputs)
                .isEqualTo(
                        Map.of(
                                "lines.jsonl", "a\n",
                                "lines-2.jsonl", "longer than eight\n",
                                "lines-3.jsonl", "b\n"));
    }

    @Test
    void withoutLinesThereIsNoOutput() throws Exception {
        write();

        assertThat(outputs).isEmpty();
    }

    private void write(String... lines) throws Exception {
        try (var output = new SplitOutput(Tasks.writingTo(outputs), "lines", 8)) {
            for (String line : lines) {
                output.writeLine(line);
            }
        }
    }
}
