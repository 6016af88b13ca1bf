package dev.fanfold.workloads.tabulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.TaskResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Tests the effect of each setting of a file's dialect, and which values are rejected.
/// [SlicingLawTest] tests their combinations.
class DialectTest {
    private static final String STRAY_QUOTES =
            "id\ttext\tn\n1\tplain\t1\n2\t\"lost\t1\n3\tplain\t1\n4\tplain\t1\n5\tend\"\t1\n6\tplain\t1\n";
    private static final Map<String, String> SUM = Map.of("measure", "n");

    private static Map<String, String> with(Map<String, String> settings, String... additional) {
        var all = new HashMap<>(settings);
        for (int i = 0; i < additional.length; i += 2) {
            all.put(additional[i], additional[i + 1]);
        }
        return all;
    }

    // The number of records and the rejections, which must be the same for every slice size.
    private static Records records(String text, Map<String, String> settings) {
        Records expected = null;
        for (int slice : new int[] {1 << 20, 1, 7, 20}) {
            Records actual =
                    new Job(text, slice, settings)
                            .workAll().stream()
                                    .map(TaskResult::records)
                                    .reduce(Records.NONE, Records::plus);
            assertThat(expected == null ? actual : expected).isEqualTo(actual);
            expected = actual;
        }
        return expected == null ? Records.NONE : expected;
    }

    private static String json(String text, Map<String, String> settings) {
        return new Job(text, 5, settings).json();
    }

    private static void assertRejected(String setting, String value, String... parts) {
        var settings = with(Map.of("separator", ";"), setting, value);
        assertThatThrownBy(() -> new Job("a;b\n1;2\n", 9, settings))
                .as(setting + "=" + value)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("setting")
                .hasMessageContaining(setting)
                .satisfies(exception ->
                        List.of(parts)
                                .forEach(part -> assertThat(exception).hasMessageContaining(part)));
    }

    @Test
    void fieldsBetweenTabsAreQuotedOnlyIfSet() {
        assertThat(json(STRAY_QUOTES, SUM)).contains("\"count\":6,\"missing\":0,\"sum\":6");
        assertThat(records(STRAY_QUOTES, SUM).rejected()).isZero();
        Records quoted = records(STRAY_QUOTES, with(SUM, "quote", "\""));
        assertThat(quoted.read()).isEqualTo(6);
        assertThat(quoted.rejected()).isEqualTo(1);
    }

    @Test
    void aRowWithAnUnclosedQuoteIsRejectedAndFollowingTheAdviceHelps() {
        String text = STRAY_QUOTES.replace('\t', ',');
        var comma = with(SUM, "separator", ",");
        Records records = records(text, comma);

        assertThat(records.read()).isEqualTo(6);
        assertThat(records.rejected()).isEqualTo(1);
        assertThat(records.first().getFirst().reason())
                .contains("does not end on its line", "quote=none", "multiline=true");
        assertThat(json(text, with(comma, "quote", "none"))).contains("\"sum\":6");
        Records multiline = records(text, with(comma, "multiline", "true"));
        assertThat(multiline.rejected()).isEqualTo(1);
        assertThat(multiline.first().getFirst().reason()).contains("several lines", "quote=none");
        String withOneQuote = text.replace("end\"", "end");
        assertThatThrownBy(() -> json(withOneQuote, with(comma, "multiline", "true")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("never closed");
    }

    @Test
    void fieldsMayContainLineEndsIfSet() {
        String text = "k,n\n\"12 Main St\nSpringfield, IL\",1\n\"x\n\ny\",2\nz,3\n";
        var settings = with(SUM, "multiline", "true", "separator", ",", "group-by", "k");

        assertThat(records(text, settings).rejected()).isZero();
        assertThat(json(text, settings)).contains("{\"k\":\"12 Main St\\u000aSpringfield, IL\"}");
        Records withoutMultiline = records(text, with(settings, "multiline", "false"));
        assertThat(withoutMultiline.rejected()).isPositive();
        assertThat(withoutMultiline.first().getFirst().reason()).contains("multiline=true");
    }

    @Test
    void aQuotedFieldInAFileWithoutQuotingIsRejected() {
        String text = "k\tn\n\"a\"\t1\na\t2\n\"b\tb\"\t4\n\"\"\t8\n";
        var keyed = with(SUM, "group-by", "k");
        Records none = records(text, keyed);

        assertThat(none.rejected()).isEqualTo(3);
        assertThat(none.first())
                .allSatisfy(each -> assertThat(each.reason()).contains("--set quote='\"'"));
        assertThat(json(text, with(keyed, "quote", "\"")))
                .contains("{\"k\":\"a\"},\"count\":2", "{\"k\":\"b\\u0009b\"},\"count\":1");
        assertThat(records(text, with(keyed, "quote", "\"")).rejected()).isZero();
        assertThat(json(text, with(keyed, "quote", "^"))).contains("{\"k\":\"\\\"a\\\"\"}");
        assertThat(records("k,n\n\"a\",1\n\"b,2\n", with(keyed, "quote", "none", "separator", ",")))
                .satisfies(mixed -> assertThat(mixed.rejected()).isEqualTo(1));
    }

    @Test
    void aQuotedColumnNameInAFileWithoutQuotingIsReported() {
        assertThatThrownBy(() -> json("\"k\"\t\"n\"\n\"a\"\t1\n", SUM))
                .hasMessageContaining("the header has it in quotes")
                .hasMessageContaining("--set quote='\"'");
    }

    @Test
    void backslashEscapesAreReportedAndReadIfSet() {
        String text =
                "g,t,n\n\"a\",\"x \\\"y\\\"\",1\n\"b\",\"ends \\\"\",2\n\"c\",\"z\",4\n\"d\",\"z\",8\n";
        var keyed = with(SUM, "separator", ",", "group-by", "t");
        Records records = records(text, keyed);

        assertThat(records.rejected()).isEqualTo(2);
        assertThat(records.first())
                .hasSize(2)
                .allSatisfy(each -> assertThat(each.reason()).contains("--set escape='\\'"));
        assertThat(json(text, keyed)).contains("\"sum\":12");
        var escaped = with(keyed, "escape", "\\");
        assertThat(records(text, escaped).rejected()).isZero();
        assertThat(json(text, escaped))
                .contains("{\"t\":\"ends \\\"\"}", "{\"t\":\"x \\\"y\\\"\"}", "\"sum\":12");
        assertThat(json("t,n\n\"a\\\\\",1\n\"b\\c\"\"\",1\nd\\,1\n", escaped))
                .contains("{\"t\":\"a\\\\\"}", "{\"t\":\"b\\\\c\\\"\"}", "{\"t\":\"d\\\\\"}");
    }

    @Test
    void commentsAreNotRowsWhateverTheyContain() {
        String text = "#a, \"b\n#\nk,n\n# it's \"one\na,1\n#,,,\nb,2\n#last \"";
        var settings = with(SUM, "comment", "#", "separator", ",");

        assertThat(json(text, settings)).contains("\"count\":2,\"missing\":0,\"sum\":3");
        assertThat(records(text, settings)).isEqualTo(Records.read(2));
        String quoted = "k,n\n\"a\n#b\",1\n#c\n";
        var lines = with(settings, "multiline", "true", "group-by", "k");
        assertThat(json(quoted, lines)).contains("{\"k\":\"a\\u000a#b\"},\"count\":1");
    }

    @Test
    void aSeparatorIsOneCharacter() {
        for (String invalid :
                List.of("::", "\"", "\n", "\r", "\ufeff", "\ud800", "x".repeat(4_000))) {
            assertRejected("separator", invalid, "one character");
        }
        assertThat(json("n\u0001m\n1\u00012\n", with(SUM, "separator", "\u0001")))
                .contains("\"sum\":1");
        assertThat(json("n😀m\n1😀2\n", with(SUM, "separator", "😀"))).contains("\"sum\":1");
    }

    @Test
    void aQuoteAndAnEscapeAreOneAsciiCharacterAndNotTheSeparator() {
        for (String setting : List.of("quote", "escape")) {
            for (String invalid :
                    List.of("a", "7", " ", "\t", "\n", "\"\"", "«", "\ud800", "None")) {
                assertRejected(setting, invalid, "one ASCII character", "none");
            }
            assertRejected(setting, ";", "which is the separator");
        }
        assertRejected("escape", "\"", "same character");
        assertThatThrownBy(() -> json(STRAY_QUOTES, with(SUM, "escape", "\\")))
                .hasMessageContaining("setting escape needs quotes: add --set quote='\"'");
        assertThat(json("n,m\n'1','2'\n", with(SUM, "quote", "'"))).contains("\"sum\":1");
    }

    @Test
    void aCommentPrefixMustNotBeginARow() {
        assertRejected("comment", "\n");
        assertRejected("comment", "a\rb");
        assertRejected("comment", "\ud800");
        assertRejected("comment", "#".repeat(Dialect.MAX_COMMENT + 1), "at most 32");
        assertRejected("comment", ";", "is the separator");
        assertRejected("comment", "\"x", "is the quote");
        for (String comment : List.of("#".repeat(Dialect.MAX_COMMENT), "§§", "😀", " ", "x;")) {
            assertThat(json("n;m\n" + comment + "\n1;2\n", with(SUM, "comment", comment)))
                    .contains("\"count\":1,");
        }
    }
}
