package dev.fanfold.workloads.tabulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Records;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Tests the maximum length of a record: at the limit and one past it, however the file is cut.
class RecordLengthTest {
    private static final int MAX = SliceBuffer.MAX_RECORD_BYTES;
    private static final String HEADER = "k,v\n";
    private static final String RECORDS = "a,1\n".repeat(10);
    private static final Map<String, String> SETTINGS =
            Map.of("separator", ",", "measure", "v", "comment", "#");

    // A record of this length that begins and ends with these texts.
    private static String record(String start, String end, int length) {
        return start + "x".repeat(length - start.length() - end.length()) + end;
    }

    // The records of the slice in which this line begins.
    private static Records read(
            String line, String rest, long slice, Map<String, String> settings) {
        byte[] file = (HEADER + RECORDS + line + rest).getBytes(StandardCharsets.UTF_8);
        var job = new Job("data.csv", file, slice, settings);
        int task = (int) (RECORDS.length() / slice);
        return job.work(task).records();
    }

    private static void assertRefused(String line, String rest, long slice) {
        assertThatThrownBy(() -> read(line, rest, slice, SETTINGS))
                .as("slices of %d bytes", slice)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("data.csv: byte 44: a record longer than 16777216 bytes: ");
    }

    @Test
    void theLimitIsTheSameForEverySliceAndEveryLineEnd() {
        for (String rest : new String[] {"\nb,2\n", "\r\nb,2\n", "\rb,2\n", "\r", ""}) {
            String longest = record("", ",1", MAX);
            String longer = record("", ",1", MAX + 1);
            for (long slice : new long[] {20, 100_000, 1L << 40}) {
                Records records = read(longest, rest, slice, SETTINGS);
                assertThat(records.read()).isPositive();
                assertThat(records.rejected()).isZero();
                assertRefused(longer, rest, slice);
            }
        }
    }

    @Test
    void theLimitIsTheSameForEveryKindOfRecord() {
        for (String start : new String[] {"#", "\"", "b,1,", "\"q\"r"}) {
            String end = start.equals("\"") ? "\",1" : "";
            long rejected = start.equals("#") || start.equals("\"") ? 0 : 1;
            for (long slice : new long[] {17, 1L << 40}) {
                assertThat(read(record(start, end, MAX), "\n", slice, SETTINGS).rejected())
                        .isEqualTo(rejected);
                assertRefused(record(start, end, MAX + 1), "\n", slice);
            }
        }
    }

    @Test
    void theLimitCountsTheLineEndsInARecord() {
        var settings =
                Map.of("separator", ",", "measure", "v", "comment", "#", "multiline", "true");
        for (String rest : new String[] {"\n", "\r\nb,2\n", ""}) {
            assertThat(read(record("\"a\nb\r\n", "\",1", MAX), rest, 1L << 40, settings).rejected())
                    .isZero();
            assertThatThrownBy(() ->
                            read(record("\"a\nb\r\n", "\",1", MAX + 1), rest, 1L << 40, settings))
                    .hasMessageContaining("a record longer than 16777216 bytes");
        }
    }
}
