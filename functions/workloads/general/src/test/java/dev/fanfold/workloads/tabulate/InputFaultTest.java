package dev.fanfold.workloads.tabulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.TaskResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Errors about an invalid setting or file name the value, the place and the remedy.
class InputFaultTest {
    private static final String FLIGHTS = "carrier,origin,arr_delay\nAA,JFK,3\n";

    private static void assertRejected(ThrowingCallable call, String... parts) {
        assertThatThrownBy(call)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void forAnUnknownColumnTheNearestNameIsSuggested() {
        assertRejected(
                () -> new Job(FLIGHTS, 10, Map.of("group-by", "carier")),
                "group-by",
                "no column \"carier\"",
                "did you mean \"carrier\"",
                "origin");
        assertRejected(
                () -> new Job(FLIGHTS, 10, Map.of("measure", "ARR_DELAYS")),
                "measure",
                "\"arr_delay\"");
        assertRejected(
                () -> new Job(FLIGHTS, 10, Map.of("measure", "carrier,carrier")),
                "names column \"carrier\" twice");
        assertRejected(() -> new Job(FLIGHTS, 10, Map.of("group-by", "carrier,")), "empty column");
    }

    @Test
    void forAnotherSeparatorTheMessageSuggestsTheSetting() {
        byte[] bytes = "station;value\nA;1\n".getBytes(StandardCharsets.UTF_8);

        assertRejected(
                () -> new Job("m.csv", bytes, 10, Map.of("group-by", "station")),
                "one column",
                "--set separator=");
    }

    @Test
    void anEmptyFileIsRejected() {
        assertRejected(() -> new Job("", 10, Map.of()), "data.txt is empty");
        assertRejected(() -> new Job("\ufeff", 10, Map.of()), "data.txt is empty");
    }

    @Test
    void aByteThatIsNotUtf8IsNamedByItsOffset() {
        byte[] head = "k,v\nZ\u00fcrich,1\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] rest =
                ("k,v\n" + "a,1\n".repeat(300_000) + "Z\u00fcrich,1\na,1\n")
                        .getBytes(StandardCharsets.ISO_8859_1);
        byte[] cut =
                ("k,v\n" + "a,1\n".repeat(300_000) + "\u00c3")
                        .getBytes(StandardCharsets.ISO_8859_1);

        assertRejected(
                () -> new Job("data.csv", head, 1 << 20, Map.of("group-by", "k")),
                "byte 5 (0xfc)",
                "UTF-8");
        assertRejected(
                () -> new Job("data.csv", rest, 1 << 26, Map.of("group-by", "k")).total(),
                "byte 1200005 (0xfc)");
        assertRejected(
                () -> new Job("data.csv", rest, 1 << 20, Map.of("group-by", "k")).total(),
                "byte 1200005 (0xfc)");
        assertRejected(
                () -> new Job("data.csv", cut, 1 << 20, Map.of("group-by", "k")).total(),
                "byte 1200004 (0xc3)");
    }

    @Test
    void anUnclosedQuoteIsRejectedBeforeMemoryRunsOut() {
        var endless =
                new Job(
                        "k,v\na,1\n\"b,2\n" + "a,1\n".repeat(5_000_000),
                        1 << 25,
                        Map.of("measure", "v", "multiline", "true"));

        assertRejected(endless::total, "byte 8", "never closed");
    }

    @Test
    void anUnclosedQuoteThatSwallowsLinesIsRejected() {
        String text = "k,v\na,1\n\"b,2\nc,3\nd,4\n";
        var swallowed = new Job(text, 9, Map.of("measure", "v", "multiline", "true"));

        assertRejected(swallowed::total, "byte 8", "never closed", "close or remove", "quote=none");
    }

    @Test
    void anUnclosedQuoteInTheLastLineMakesOneMalformedRecord() {
        for (String end : List.of("", "\n", "\r\n")) {
            for (int slice : new int[] {5, 9, 1_000}) {
                var job = new Job("k,v\na,1\n\"b,2" + end, slice, Map.of("measure", "v"));

                Records all =
                        job.workAll().stream()
                                .map(TaskResult::records)
                                .reduce(Records.NONE, Records::plus);
                assertThat(all.read()).isEqualTo(2);
                assertThat(all.rejected()).isEqualTo(1);
                assertThat(all.first().getFirst().offset()).isEqualTo(8);
            }
        }
    }

    @Test
    void emptyLinesBeforeTheFirstRecordAreNotRecords() {
        var named = new Job("\r\n\nk,v\na,1\n", 1_000, Map.of("group-by", "k", "measure", "v"));
        var numbered = new Job("\n\na,1\nb,2\n", 3, Map.of("header", "false", "measure", "c2"));

        assertThat(named.total().groups()).hasSize(1);
        assertThat(numbered.json()).contains("\"sum\":3");
        assertRejected(
                () -> new Job("\n\r\n\n", 10, Map.of()), "empty lines", "nothing to tabulate");
    }

    @Test
    void moreThanAHundredThousandGroupsAreRejected() {
        var rows = new StringBuilder("k,v\n");
        for (int i = 0; i < 200_002; i++) {
            rows.append(i / 2).append(",1\n");
        }

        assertRejected(
                () ->
                        new Job(rows.toString(), 1 << 26, Map.of("group-by", "k", "measure", "v"))
                                .total(),
                "100000 groups",
                "fewer");
        assertRejected(
                () ->
                        new Job(rows.toString(), 1 << 17, Map.of("group-by", "k", "measure", "v"))
                                .total(),
                "100000 groups",
                "fewer");
        assertRejected(
                () -> new Job(rows.toString(), 1 << 26, Map.of("group-by", "k")).total(),
                "100000 groups",
                "fewer");
        String fewer = rows.substring(0, rows.indexOf("\n100000,") + 1);
        assertThat(
                        new Job(fewer, 1 << 26, Map.of("group-by", "k", "measure", "v"))
                                .total()
                                .groups())
                .hasSize(100_000);
    }
}
