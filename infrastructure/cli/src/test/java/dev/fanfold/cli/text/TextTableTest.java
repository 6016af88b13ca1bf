package dev.fanfold.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.workload.Table;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Tables as text and as CSV.
class TextTableTest {
    private final Captured screen = new Captured();

    @Test
    void numbersAreRightAlignedAndTextLeftAligned() {
        print(
                List.of("carrier", "count", "mean"),
                List.of(List.of("AA", "2794", "-0.98"), List.of("United", "5", "")));

        assertThat(screen.text())
                .isEqualTo(
                        """
                        carrier  count   mean
                        AA        2794  -0.98
                        United       5
                        """);
    }

    @Test
    void textFromFilesCannotControlTheTerminal() {
        print(List.of("name"), List.of(List.of("a\u001b[2Jb\nc")));

        assertThat(screen.text()).isEqualTo("name\na\\u{1b}[2Jb\\u{a}c\n");
    }

    @Test
    void rowsBeyondAHundredAreCountedNotHidden() {
        List<List<String>> rows = IntStream.range(0, 150).mapToObj(i -> List.of("r" + i)).toList();

        print(List.of("row"), rows);

        assertThat(screen.text().lines())
                .hasSize(102)
                .last()
                .asString()
                .startsWith("... and 50 more rows: --out DIR");
    }

    @Test
    void aTableWithoutRowsIsItsHeader() {
        print(List.of("a", "b"), List.of());

        assertThat(screen.text()).isEqualTo("a  b\n");
    }

    @Test
    void csvQuotesWhatNeedsItAndOnlyThat() {
        var table =
                new Table(
                        List.of("name", "n"),
                        List.of(List.of("plain", "1"), List.of("a,\"b\"\nc", "2")));

        assertThat(Csv.of(table)).isEqualTo("name,n\nplain,1\n\"a,\"\"b\"\"\nc\",2\n");
    }

    private void print(List<String> columns, List<List<String>> rows) {
        new TextTable(new Table(columns, rows)).print(screen.terminal());
    }
}
