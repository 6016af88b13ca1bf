package dev.fanfold.workloads.tabulate;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/// Tests how a setting lists columns, whatever their names are.
class ColumnNamesTest {
    @Test
    void namesAreSeparatedByCommasAndSurroundingSpacesAreIgnored() {
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
    void aSuggestedColumnIsQuotedAsTheSettingNeedsIt() {
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

    @Test
    void longNamesAndLongListsAreRead() {
        for (int length : new int[] {1_999, 2_000, 200_000}) {
            String name = "n".repeat(length);
            String doubled = "\"\"".repeat(length);
            String list = "\"" + "n,".repeat(length);

            assertThat(ColumnNames.of("\"" + name + "\"")).containsExactly(name);
            assertThat(ColumnNames.of("\"" + name)).containsExactly("\"" + name);
            assertThat(ColumnNames.of("\"" + doubled + "\"")).containsExactly("\"".repeat(length));
            assertThat(ColumnNames.of(list))
                    .hasSize(length + 1)
                    .startsWith("\"n", "n")
                    .endsWith("");
        }
    }

    // The same rules as a pattern. It needs a stack frame for each character, so it is for short
    // lists only.
    private static final Pattern NAME =
            Pattern.compile("\\s*(?:\"((?:[^\"]|\"\")*)\"\\s*(?=,|$)|([^,]*))(?:,|$)");

    private static List<String> parseByPattern(String text) {
        var names = new ArrayList<String>();
        Matcher name = NAME.matcher(text);
        for (int start = 0;
                start < text.length() || (start > 0 && text.endsWith(","));
                start = name.end()) {
            if (start == text.length()) {
                names.add("");
                break;
            }
            name.region(start, text.length()).lookingAt();
            String quoted = name.group(1);
            names.add(quoted == null ? name.group(2).strip() : quoted.replace("\"\"", "\""));
        }
        return names;
    }

    @Test
    void namesAreParsedAsTheRegularExpressionDoes() {
        Seeds.each(
                5_000,
                random -> {
                    var text = new StringBuilder();
                    int length = random.nextInt(12);
                    for (int i = 0; i < length; i++) {
                        text.append("ab\"\", ,".charAt(random.nextInt(7)));
                    }

                    assertThat(ColumnNames.of(text.toString()))
                            .isEqualTo(parseByPattern(text.toString()));
                });
    }

    @Test
    void anUnknownNameIsShortenedInTheMessage() {
        for (String name :
                List.of("n".repeat(4_000), "\"" + "n".repeat(4_000), "😀".repeat(2_000))) {
            for (String header : List.of("a,b\n1,2\n", "x".repeat(500_000) + ",b\n1,2\n")) {
                assertThatThrownBy(() -> new Job(header, 99, Map.of("measure", "\"a, b\"," + name)))
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessageContaining("has no column \"a, b\"");
                assertThatThrownBy(() -> new Job(header, 99, Map.of("measure", name)))
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessageContaining("has no column \"" + name.substring(0, 40))
                        .extracting(Throwable::getMessage, as(InstanceOfAssertFactories.STRING))
                        .hasSizeLessThan(500)
                        .doesNotContain("?\"");
            }
        }
    }
}
