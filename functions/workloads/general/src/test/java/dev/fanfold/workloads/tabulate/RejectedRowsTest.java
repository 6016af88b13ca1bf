package dev.fanfold.workloads.tabulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.workload.Records;
import dev.fanfold.workload.TaskResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Every rejected row is listed as it is in the file, in the order of the file.
class RejectedRowsTest {
    private static final Map<String, String> BY_G = Map.of("group-by", "g", "measure", "n");

    @Test
    void rowsWithTooManyColumnsAreListed() {
        assertThat(rejections("g,n\na,1,\nb,2,\n", BY_G))
                .containsExactly(
                        line(4, "3 columns, not 2", "a,1,"), line(9, "3 columns, not 2", "b,2,"));
    }

    @Test
    void rowsWithEscapedQuotesAreListedWithTheirQuotes() {
        String hint = "; if \\\\\\\" is an escaped quote, add --set escape='\\\\'";

        assertThat(
                        rejections(
                                """
                                g,t,n
                                "a","x \\"y\\"",1
                                "b","ends \\"",2
                                "c","z",4
                                "d","z",8
                                """,
                                BY_G))
                .containsExactly(
                        line(
                                6,
                                "text after a closing quote" + hint,
                                "\\\"a\\\",\\\"x \\\\\\\"y\\\\\\\"\\\",1"),
                        line(
                                22,
                                "a quoted field does not end on its line" + hint,
                                "\\\"b\\\",\\\"ends \\\\\\\"\\\",2"));
    }

    @Test
    void aRowIsListedOnceForEachOfItsValuesBeforeTheNextRow() {
        assertThat(
                        rejections(
                                "g,n,m\r\na,x,y\r\nb,1,z\rc,w,2",
                                Map.of("group-by", "g", "measure", "n,m")))
                .containsExactly(
                        line(7, "n: \\\"x\\\" is not a number", "a,x,y"),
                        line(7, "m: \\\"y\\\" is not a number", "a,x,y"),
                        line(14, "m: \\\"z\\\" is not a number", "b,1,z"),
                        line(20, "n: \\\"w\\\" is not a number", "c,w,2"));
    }

    @Test
    void doubledQuotesAreKeptThoughTheFieldsWereUnquoted() {
        assertThat(rejections("g,n\n\"a \"\"b\"\" c\",\"1\"\"2\"\n\"d \"\"e\"\"\",1\n", BY_G))
                .containsExactly(
                        line(
                                4,
                                "n: \\\"1\\\"2\\\" is not a number",
                                "\\\"a \\\"\\\"b\\\"\\\" c\\\",\\\"1\\\"\\\"2\\\""));
    }

    @Test
    void aRowOfSeveralLinesIsListedWhole() {
        var settings = Map.of("group-by", "g", "measure", "n", "multiline", "true");

        assertThat(rejections("g,n\n\"a\r\n\nb\",x\n\"c\n\",1\n", settings))
                .containsExactly(line(4, "n: \\\"x\\\" is not a number", "\\\"a\\r\\n\\nb\\\",x"));
    }

    @Test
    void aFileWithoutRejectedRowsHasNoOutput() {
        assertThat(rejections("g,n\na,1\n\n", BY_G)).isEmpty();
    }

    // More rows than a batch has, so that rows of several batches and measures are listed.
    @Test
    void theListedRowsAreAsManyAsAreCounted() {
        var text = new StringBuilder("g,n,m\n");
        for (int row = 0; row < 3 * Rows.BATCH + 1; row++) {
            text.append("a,").append(row % 3 == 0 ? "x" : "1").append(",y\n");
        }
        var job = new Job(text.toString(), 1 << 20, Map.of("group-by", "g", "measure", "n,m"));

        Records records = job.work(0).records();

        assertThat(records.rejected()).isEqualTo(3 * Rows.BATCH + 1);
        assertThat(job.rejections())
                .hasSize(4 * Rows.BATCH + 2)
                .isSortedAccordingTo((left, right) -> Long.compare(offset(left), offset(right)));
    }

    private static long offset(String line) {
        String start = "\"offset\":";
        int from = line.indexOf(start) + start.length();
        return Long.parseLong(line.substring(from, line.indexOf(',', from)));
    }

    private static String line(long offset, String reason, String record) {
        return "{\"object\":\"data.txt\",\"offset\":%d,\"reason\":\"%s\",\"record\":\"%s\"}"
                .formatted(offset, reason, record);
    }

    // The same for slices of many sizes.
    private static List<String> rejections(String text, Map<String, String> settings) {
        var whole = new Job(text, 1 << 20, settings);
        Records records =
                whole.workAll().stream()
                        .map(TaskResult::records)
                        .reduce(Records.NONE, Records::plus);
        for (int slice = 1; slice < text.length(); slice++) {
            var job = new Job(text, slice, settings);
            assertThat(
                            job.workAll().stream()
                                    .map(TaskResult::records)
                                    .reduce(Records.NONE, Records::plus))
                    .isEqualTo(records);
            assertThat(job.rejections()).as("slice %d", slice).isEqualTo(whole.rejections());
        }
        return whole.rejections();
    }
}
