package dev.fanfold.workloads.tabulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Plan;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Tests which headers are accepted, and the errors about missing or ambiguous columns.
class HeaderTest {
    private static void assertRejected(ThrowingCallable call, String... parts) {
        assertThatThrownBy(call)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll(parts);
    }

    private static String answer(String text, Map<String, String> settings) {
        return new Job(text, 3, settings).json();
    }

    @Test
    void unusedColumnsMayHaveEmptyOrDuplicateNames() {
        var settings = Map.of("group-by", "g", "measure", "n", "separator", ",");

        assertThat(answer(",g,n\n0,a,1\n1,b,2\n2,a,3\n", settings))
                .contains("\"sum\":4", "\"sum\":2");
        assertThat(answer("\"\",\"g\",\"n\"\n\"1\",\"a\",1\n", settings)).contains("\"sum\":1");
        assertThat(answer("g,n,note,note\na,1,x,y\nb,2,x,y\n", settings)).contains("\"sum\":2");
        assertThat(answer("g,n,,\na,1,,\n", settings)).contains("\"sum\":1");
        assertThat(answer(",,\n1,2,3\n", Map.of("separator", ",")))
                .isEqualTo("{\"groups\":[{\"key\":{},\"count\":1,\"measures\":{}}]}");
    }

    @Test
    void aNameOfSeveralColumnsIsRejected() {
        String text = "# exported\n\ng,n,note,note\na,1,x,5\nb,2,x,6\n";
        var named = Map.of("measure", "note", "comment", "#", "separator", ",");
        var numbered =
                Map.of(
                        "measure",
                        "c4",
                        "comment",
                        "#",
                        "separator",
                        ",",
                        "header",
                        "false",
                        "skip",
                        "3");

        assertRejected(
                () -> answer(text, named),
                "setting measure",
                "more than one column \"note\"",
                "--set header=false --set skip=3, then it is c3");
        assertThat(answer(text, numbered)).contains("\"count\":2,\"missing\":0,\"sum\":11");
    }

    @Test
    void aColumnWithoutANameIsReadByItsNumber() {
        String text = ",g\r\n5,a\r\n6,b\r\n";
        var numbered = Map.of("measure", "c1", "separator", ",", "header", "false", "skip", "1");

        assertRejected(
                () -> answer(text, Map.of("measure", "\"\"", "separator", ",")),
                "setting measure names an empty column",
                "--set header=false --set skip=1, then it is c1");
        assertThat(answer(text, numbered)).contains("\"sum\":11");
        assertRejected(
                () -> answer("a,b\n1,2\n", Map.of("measure", "a,")),
                "names an empty column: leave it out");
    }

    @Test
    void aHeaderThatLooksLikeACommentIsReported() {
        String text = "#a\n#b\nAD\t+42\tx\nAE\t+25\ty\n";

        assertThat(new Job(text, 99, Map.of("separator", "tab")).plan.facts().get(Plan.NOTE))
                .isEqualTo(
                        "the header begins with \"#\": if lines that begin with it are comments, add --set comment=#");
        for (String comment : new String[] {"#", "//", "--", "%"}) {
            assertRejected(
                    () -> answer(text.replace("#", comment), Map.of("group-by", "AD")),
                    "no column \"AD\"",
                    "--set comment=" + comment);
        }
        var settings =
                Map.of("comment", "#", "separator", "tab", "header", "false", "measure", "c2");
        assertThat(answer(text, settings)).contains("\"sum\":67");
        assertThat(answer("#a\tb\n1\t2\n", Map.of("measure", "#a"))).contains("\"sum\":1");
    }

    @Test
    void aHeaderMayBeAsLongAsTheBytesReadForPlanning() {
        String name = "x".repeat(Head.MAX_BYTES - 5);
        var measure = Map.of("measure", "b", "separator", ",");

        assertThat(answer(name + ",b\n1,2\n", measure)).contains("\"sum\":2");
        assertThat(new Job(name + "x,bb\n1,2\n", 1 << 21, Map.of("separator", ";")).plan.tasks())
                .isEqualTo(1);
        assertRejected(
                () -> new Job("x" + name + "xx,b\n1,2\n", 1 << 21, measure),
                "byte 0: the first record does not end within 1048576 bytes");
    }

    @Test
    void aFileMayConsistOfAHeaderAlone() {
        for (String text : new String[] {"a,b", "a,b\n", "a,b\r\n\r\n", "a,b\r", "\ufeffa,b\n"}) {
            assertThat(answer(text, Map.of("group-by", "a", "measure", "b")))
                    .isEqualTo("{\"groups\":[]}");
        }
    }
}
