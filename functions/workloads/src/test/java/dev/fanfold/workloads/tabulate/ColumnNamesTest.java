package dev.fanfold.workloads.tabulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// How settings name columns, whatever they are called.
class ColumnNamesTest {
    @Test
    void namesAreSeparatedByCommasAndSpacesAroundThemIgnored() {
        assertThat(ColumnNames.of("")).isEmpty();
        assertThat(ColumnNames.of("a, b\"q ,c d")).containsExactly("a", "b\"q", "c d");
        assertThat(ColumnNames.of("a,,b,")).containsExactly("a", "", "b", "");
        assertThat(ColumnNames.of("\"a")).containsExactly("\"a");
    }

    @Test
    void aNameMayBeQuotedAsInAFile() {
        assertThat(ColumnNames.of("\"b,c\", \" a \" ,\"\"\"x\"\"\""))
                .containsExactly("b,c", " a ", "\"x\"");
        assertThat(ColumnNames.of(ColumnNames.quoted("a, \"b\""))).containsExactly("a, \"b\"");
    }

    @Test
    void theColumnThatIsSuggestedIsWrittenAsTheSettingTakesIt() {
        String file = "\"city, state\", temp\nOslo, 1\n";

        assertThatThrownBy(() -> new Job(file, 99, Map.of("measure", "temp")))
                .hasMessageContaining("did you mean \" temp\"?");

        assertThat(
                        new Job(
                                        file,
                                        99,
                                        Map.of(
                                                "separator", ",",
                                                "group-by", "\"city, state\"",
                                                "measure", "\" temp\""))
                                .json())
                .contains("{\"city, state\":\"Oslo\"},\"count\":1", "\"sum\":1");
    }
}
