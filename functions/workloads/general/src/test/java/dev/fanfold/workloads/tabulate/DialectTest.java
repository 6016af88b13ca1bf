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

/// The effect of each setting of a file's dialect, and the rejected values. [SlicingLawTest] tests
/// every combination.
class DialectTest {
    private static final String LONE =
            "id\ttext\tn\n1\tplain\t1\n2\t\"lost\t1\n3\tplain\t1\n4\tplain\t1\n5\tend\"\t1\n6\tplain\t1\n";
    private static final Map<String, String> SUM = Map.of("measure", "n");

    private static Map<String, String> with(Map<String, String> settings, String... more) {
        var all = new HashMap<>(settings);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    private static Records records(String text, Map<String, String> settings) {
        Records whole = null;
        for (int slice : new int[] {1 << 20, 1, 7, 20}) {
            Records cut =
                    new Job(text, slice, settings)
                            .workAll().stream()
                                    .map(TaskResult::records)
                                    .reduce(Records.NONE, Records::plus);
            assertThat(whole == null ? cut : whole).isEqualTo(cut);
            whole = cut;
        }
        return whole == null ? Records.NONE : whole;
    }

    private static String json(String text, Map<String, String> settings) {
        return new Job(text, 5, settings).json();
    }

    private static void refused(String setting, String value, String... parts) {
        var settings = with(Map.of("separator", ";"), setting, value);
        assertThatThrownBy(() -> new Job("a;b\n1;2\n", 9, settings))
                .as(setting + "=" + value)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("setting")
                .hasMessageContaining(setting)
                .satisfies(fault ->
                        List.of(parts)
                                .forEach(part -> assertThat(fault).hasMessageContaining(part)));
    }

    @Test
    void betweenTabsNothingIsQuotedUnlessItIsSaid() {
        assertThat(json(LONE, SUM)).contains("\"count\":6,\"missing\":0,\"sum\":6");
        assertThat(records(LONE, SUM).rejected()).isZero();
        Records quoted = records(LONE, with(SUM, "quote", "\""));
        assertThat(quoted.read()).isEqualTo(6);
        assertThat(quoted.rejected()).isEqualTo(1);
    }

    @Test
    void aRowWhoseQuotedFieldDoesNotEndOnItsLineIsRejectedAndEachAdviceIsSafe() {
        String text = LONE.replace('\t', ',');
        var comma = with(SUM, "separator", ",");
        Records records = records(text, comma);

        assertThat(records.read()).isEqualTo(6);
        assertThat(records.rejected()).isEqualTo(1);
        assertThat(records.first().getFirst().reason())
                .contains("does not end on its line", "quote=none", "multiline=true");
        assertThat(json(text, with(comma, "quote", "none"))).contains("\"sum\":6");
        Records several = records(text, with(comma, "multiline", "true"));
        assertThat(several.rejected()).isEqualTo(1);
        assertThat(several.first().getFirst().reason()).contains("each line", "quote=none");
        String lone = text.replace("end\"", "end");
        assertThatThrownBy(() -> json(lone, with(comma, "multiline", "true")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("never closed");
    }

    @Test
    void fieldsThatHoldLineEndsAreReadWhenItIsSaid() {
        String text = "k,n\n\"12 Main St\nSpringfield, IL\",1\n\"x\n\ny\",2\nz,3\n";
        var told = with(SUM, "multiline", "true", "separator", ",", "group-by", "k");

        assertThat(records(text, told).rejected()).isZero();
        assertThat(json(text, told)).contains("{\"k\":\"12 Main St\\u000aSpringfield, IL\"}");
        Records untold = records(text, with(told, "multiline", "false"));
        assertThat(untold.rejected()).isPositive();
        assertThat(untold.first().getFirst().reason()).contains("multiline=true");
    }

    @Test
    void aFieldInQuotesWhereNothingIsQuotedIsRejectedNotTakenWithItsQuotes() {
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
    void aColumnThatTheHeaderHasInQuotesIsSaidToBe() {
        assertThatThrownBy(() -> json("\"k\"\t\"n\"\n\"a\"\t1\n", SUM))
                .hasMessageContaining("the header has it in quotes")
                .hasMessageContaining("--set quote='\"'");
    }

    @Test
    void backslashEscapesAreNamedAndReadWhenItIsSaid() {
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
    void commentsAreNoRowsWhateverTheyHold() {
        String text = "#a, \"b\n#\nk,n\n# it's \"one\na,1\n#,,,\nb,2\n#last \"";
        var told = with(SUM, "comment", "#", "separator", ",");

        assertThat(json(text, told)).contains("\"count\":2,\"missing\":0,\"sum\":3");
        assertThat(records(text, told)).isEqualTo(Records.read(2));
        String quoted = "k,n\n\"a\n#b\",1\n#c\n";
        var lines = with(told, "multiline", "true", "group-by", "k");
        assertThat(json(quoted, lines)).contains("{\"k\":\"a\\u000a#b\"},\"count\":1");
    }

    @Test
    void aSeparatorIsOneCharacter() {
        for (String wrong :
                List.of("::", "\"", "\n", "\r", "\ufeff", "\ud800", "x".repeat(4_000))) {
            refused("separator", wrong, "one character");
        }
        assertThat(json("n\u0001m\n1\u00012\n", with(SUM, "separator", "\u0001")))
                .contains("\"sum\":1");
        assertThat(json("n😀m\n1😀2\n", with(SUM, "separator", "😀"))).contains("\"sum\":1");
    }

    @Test
    void aQuoteAndAnEscapeAreOneAsciiSignAndNotTheSeparator() {
        for (String setting : List.of("quote", "escape")) {
            for (String wrong : List.of("a", "7", " ", "\t", "\n", "\"\"", "«", "\ud800", "None")) {
                refused(setting, wrong, "one ASCII sign", "none");
            }
            refused(setting, ";", "which is the separator");
        }
        refused("escape", "\"", "same sign");
        assertThatThrownBy(() -> json(LONE, with(SUM, "escape", "\\")))
                .hasMessageContaining("setting escape needs quotes: add --set quote='\"'");
        assertThat(json("n,m\n'1','2'\n", with(SUM, "quote", "'"))).contains("\"sum\":1");
    }

    @Test
    void aCommentIsTheBeginningOfALineThatNoRowHas() {
        refused("comment", "\n");
        refused("comment", "a\rb");
        refused("comment", "\ud800");
        refused("comment", "#".repeat(Dialect.MAX_COMMENT + 1), "at most 32");
        refused("comment", ";", "is the separator");
        refused("comment", "\"x", "is the quote");
        for (String comment : List.of("#".repeat(Dialect.MAX_COMMENT), "§§", "😀", " ", "x;")) {
            assertThat(json("n;m\n" + comment + "\n1;2\n", with(SUM, "comment", comment)))
                    .contains("\"count\":1,");
        }
    }
}
