package dev.fanfold.workloads.tabulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Tests the lines that may precede the header, and files without a record.
class PreambleTest {
    private static final Map<String, String> SUM = Map.of("measure", "n");

    private static Job csv(String text, Map<String, String> settings) {
        return new Job("data.csv", text.getBytes(StandardCharsets.UTF_8), 3, settings);
    }

    private static String json(String text, String... settings) {
        return csv(text, with(settings)).json();
    }

    private static Map<String, String> with(String... settings) {
        var all = new HashMap<>(SUM);
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return all;
    }

    private static void assertRejected(String text, Map<String, String> settings, String... parts) {
        assertThatThrownBy(() -> csv(text, settings))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void byteOrderMarksAreNotPartOfTheHeader() {
        for (int marks = 0; marks < 4; marks++) {
            assertThat(json("\ufeff".repeat(marks) + "n,g\n1,a\n")).contains("\"sum\":1");
            assertThat(json("\ufeff".repeat(marks) + "1,a\n", "header", "false", "measure", "c1"))
                    .contains("\"sum\":1");
        }
        assertThat(json("a report\n\ufeffn,g\n1,a\n", "skip", "1")).contains("\"sum\":1");
    }

    @Test
    void theSeparatorLineOfExcelIsNotARow() {
        for (String line : List.of("sep=;", "SEP=;", "\"sep=;\"", "\ufeffsep=;")) {
            for (String end : List.of("\n", "\r\n", "\r")) {
                String text = line + end + "g;n" + end + "a;1" + end;
                assertThat(json(text)).contains("\"sum\":1");
                assertThat(csv(text, SUM).plan.facts())
                        .containsEntry("separator", ";")
                        .containsEntry(Layout.SEPARATOR_FROM, "first line");
                assertThat(json(text, "skip", "1")).contains("\"sum\":1");
                assertThat(json(text, "header", "false", "measure", "c2")).contains("\"count\":1");
            }
        }
        assertThat(json("sep=\t\ng\tn\na\t1\n")).contains("\"sum\":1");
        assertThat(json("sep=,\ng;n\na;1\n", "separator", ";")).contains("\"sum\":1");
        assertThat(json("g,n,x\nsep=;,1,2\n")).contains("\"sum\":1");
        assertThat(json("sep=arate,n\na,1\n")).contains("\"sum\":1");
        assertRejected("sep=\"\ng;n\n", SUM, "its first line, sep=\"", "--set separator=");
        assertRejected("sep=\ng;n\n", SUM, "its first line, sep=", "--set separator=");
        assertRejected("sep=ab\ng;n\n", SUM, "its first line, sep=ab", "--set separator=");
        assertRejected("sep=;", SUM, "nothing to tabulate");
    }

    @Test
    void theSeparatorLineMayBePaddedByAProgramThatSavedTheFileAgain() {
        for (String padding :
                List.of(" ", "   ", ",", ",,", ";", ";;;", "|", "\t\t", ",".repeat(5_000))) {
            for (String line : List.of("sep=;" + padding, "\"sep=;\"" + padding)) {
                for (String end : List.of("\n", "\r\n", "\r")) {
                    assertThat(json(line + end + "g;n" + end + "a;1" + end)).contains("\"sum\":1");
                }
            }
        }
        for (String padding : List.of(",", ",,", "|", "||", "\t", "\t\t")) {
            String separator = padding.substring(0, 1);
            String text = "sep=;" + padding + "\ng;n\na;1\n";
            assertThat(json(text.replace("g;n\na;1", "g" + separator + "n\na" + separator + "1")))
                    .contains("\"sum\":1");
        }
        assertThat(json("sep=;,,\ng;n\na;1,5\n", "decimal", ",")).contains("\"sum\":1.5");
        assertThat(json("sep=\t  \ng\tn\na\t1\n")).contains("\"sum\":1");
        assertThat(json("sep=;,x,n\n1,2,3\n")).contains("\"sum\":3");
    }

    @Test
    void linesAreSkippedWhateverTheyContain() {
        String text = "a \"report\r\n\r\n1,2,3\r\ng,n\r\na,1\r\n";

        assertThat(json(text, "skip", "3")).contains("\"count\":1,\"missing\":0,\"sum\":1");
        assertThat(json(text.replace("\r\n", "\r"), "skip", "3")).contains("\"sum\":1");
        assertRejected(text, with("skip", "4"), "no column \"n\"");
        assertRejected(text, with("skip", "5"), "lines to skip", "nothing to tabulate");
        assertRejected(text, with("skip", "1000000"), "lines to skip", "nothing to tabulate");
        assertRejected(
                text, with("skip", "1000001"), "setting skip is 0 to 1000000 lines, not 1000001");
        assertRejected(text, with("skip", "-1"), "setting skip is 0 to");
        assertRejected(text, with("skip", "x"), "setting skip is a whole number");
    }

    @Test
    void aFileWithoutARecordIsRejected() {
        for (String text : List.of("", "\ufeff", "\ufeff\ufeff")) {
            assertRejected(text, SUM, "data.csv is empty");
        }
        assertRejected("\n\r\n\n", SUM, "empty lines", "nothing to tabulate");
        assertRejected("#\n\n# \"b\n#", with("comment", "#"), "empty lines and comments");
        assertRejected(
                "#\n".repeat(Head.MAX_BYTES),
                with("comment", "#"),
                "the first 1048576 bytes are empty lines and comments",
                "must begin in them");
        assertThat(json("#".repeat(Head.MAX_BYTES - 5) + "\nn\n1\n", "comment", "#"))
                .contains("\"sum\":1");
    }

    @Test
    void lineEndsOfEveryKindMayBeMixed() {
        assertThat(json("g,n\ra,1\r\nb,2\nc,3\r\r\n\nd,4")).contains("\"count\":4", "\"sum\":10");
    }
}
