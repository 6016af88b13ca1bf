package dev.fanfold.workloads.tabulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.TaskResult;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Tests that the reason of a rejection, or a note about the plan, names the remedy.
class RejectionHintsTest {
    private static Map<String, String> with(Map<String, String> settings, String... additional) {
        var all = new HashMap<>(settings);
        for (int i = 0; i < additional.length; i += 2) {
            all.put(additional[i], additional[i + 1]);
        }
        return all;
    }

    private static Records records(String text, Map<String, String> settings) {
        return new Job(text, 20, settings)
                .workAll().stream().map(TaskResult::records).reduce(Records.NONE, Records::plus);
    }

    private static String json(String text, Map<String, String> settings) {
        return new Job(text, 5, settings).json();
    }

    private static @Nullable String note(String text, Map<String, String> settings) {
        return new Job(text, 99, settings).plan.facts().get(Plan.NOTE);
    }

    @Test
    void aQuotedNumberInAFileWithoutQuotingIsRejectedWithTheRemedy() {
        String text = "k\tn\tm\na\t\"1\"\t2\nb\t2\t\"\"\nc\t\"x\t4\n";
        var both = Map.of("measure", "n,m");
        List<Records.Rejection> rejections = records(text, both).first();

        assertThat(rejections).hasSize(3);
        assertThat(rejections.subList(0, 2))
                .allSatisfy(each ->
                        assertThat(each.reason())
                                .contains(
                                        "is not a number; if quotes enclose fields",
                                        "--set quote='\"'"));
        assertThat(rejections.getLast().reason()).endsWith("is not a number");
        assertThat(
                        records(
                                        "k,n\na,\"1\"\n",
                                        Map.of("measure", "n", "separator", ",", "quote", "'"))
                                .first())
                .allSatisfy(each -> assertThat(each.reason()).contains("--set quote='\"'"))
                .hasSize(1);
    }

    @Test
    void quotesBetweenTabsAreNotedIfTheyMayEncloseFields() {
        for (String text :
                List.of("k\n\"a\nb\"\nc\n", "k\tn\na\t\"1\"\n", "n\tk\r1\t\"lost\r2\tend\"\r")) {
            assertThat(note(text, Map.of("separator", "tab")))
                    .contains("begins with a quote", "--set quote='\"'");
            assertThat(note(text, Map.of("separator", "tab", "quote", "none"))).isNull();
            assertThat(note(text, Map.of("separator", ","))).isNull();
        }
        assertThat(note("k\tn\na\"b\t5\"\n", Map.of("separator", "tab"))).isNull();
        assertThat(note("\"a\nb\"\n", Map.of("separator", "tab", "header", "false")))
                .contains("at byte 0 begins with a quote");
    }

    @Test
    void aRejectedRowThatMayBeACommentIsRejectedWithTheRemedy() {
        var keyed = Map.of("separator", ",", "group-by", "g", "measure", "n");
        for (String comment : List.of("#", "//", "--", "%")) {
            for (String rest : List.of(" note", " a, \"b\", c", " one, note", "\"x", "")) {
                String text = "g,n\na,1\n" + comment + rest + "\nb,2\n";
                assertThat(records(text, keyed).first())
                        .as(text)
                        .singleElement()
                        .satisfies(each ->
                                assertThat(each.reason())
                                        .contains("are comments, add --set comment=" + comment));
                assertThat(records(text, with(keyed, "comment", comment)).rejected()).isZero();
            }
        }
        assertThat(records("g,n\na\n", keyed).first().getFirst().reason())
                .isEqualTo("1 columns, not 2");
    }

    @Test
    void aCommentBeforeRowsWithoutAHeaderIsNotedAndReported() {
        String text = "# a note\na,1\nb,2\n";
        var settings = Map.of("separator", ",", "header", "false");

        assertThat(note(text, settings))
                .contains("the first row begins with \"#\"", "--set comment=#");
        assertThatThrownBy(() -> json(text, with(settings, "measure", "c2")))
                .hasMessageContaining("--set comment=#");
        assertThat(json(text, with(settings, "measure", "c2", "comment", "#")))
                .contains("\"sum\":3");
    }

    @Test
    void aShortenedValueDoesNotEndWithinACharacter() {
        for (int before = 36; before <= 41; before++) {
            String value = "x".repeat(before) + "😀".repeat(before);
            String reason =
                    records("n\n" + value + "\n", Map.of("measure", "n"))
                            .first()
                            .getFirst()
                            .reason();
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(reason)).isTrue();
            assertThat(reason).contains("x".repeat(Math.min(before, 40))).doesNotContain("\ufffd");
        }
    }
}
