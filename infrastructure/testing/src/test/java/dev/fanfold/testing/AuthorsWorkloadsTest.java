package dev.fanfold.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.simulator.Scenario;
import dev.fanfold.simulator.fault.Fault;
import dev.fanfold.workload.read.DelimitedRows;
import dev.fanfold.workload.read.FixedRecords;
import dev.fanfold.workload.read.JsonLines;
import dev.fanfold.workload.read.Lines;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Tests that typical workloads with inputs pass [WorkloadTest], even if their input is replaced or
/// deleted.
class AuthorsWorkloadsTest {
    private static final int SEEDS = 500;

    @Test
    void jsonLinesPass() {
        String text = OwnWorkload.lines("{\"v\":1,\"id\":%d,\"who\":\"ü\"}");
        OwnWorkload.over(text, Lines::plan, OwnWorkload::ids).slice(31).seeds(1, SEEDS);
        OwnWorkload.over(text, job -> JsonLines.plan(job, 2), OwnWorkload::ids).seeds(1, SEEDS);
    }

    @Test
    void delimitedRowsPass() {
        var rows = DelimitedRows.csv();
        OwnWorkload.over(
                        "name,count\n" + OwnWorkload.lines("\"a, b\",%d"),
                        rows::plan,
                        task -> {
                            try (var records = rows.read(task)) {
                                return records.worked(
                                        records.stream()
                                                .mapToLong(row -> Long.parseLong(row.get("count")))
                                                .sum());
                            }
                        })
                .slice(23)
                .seeds(1, SEEDS);
    }

    @Test
    void plainLinesPass() {
        OwnWorkload.over(OwnWorkload.lines("word %d wörter"), Lines::plan, OwnWorkload::lineHashes)
                .slice(17)
                .seeds(1, SEEDS);
    }

    @Test
    void fixedRecordsPass() {
        ByteBuffer bytes = ByteBuffer.allocate(40 * Long.BYTES);
        for (long i = 0; i < 40; i++) {
            bytes.putLong((i * 0x9E3779B97F4A7C15L) >> 20);
        }
        OwnWorkload.over(
                        "",
                        Lines::plan,
                        task -> {
                            try (var records = FixedRecords.of(task, Long.BYTES)) {
                                return records.worked(
                                        records.stream()
                                                .mapToLong(
                                                        record -> ByteBuffer.wrap(record).getLong())
                                                .sum());
                            }
                        })
                .input(bytes.array())
                .slice(21)
                .seeds(1, SEEDS);
    }

    @Test
    void aMissingOrUnusedInputIsRejected() {
        var workload = new OwnWorkload(Lines::plan, OwnWorkload::lineHashes);
        assertThatThrownBy(() -> WorkloadTest.of(workload, OwnWorkload.TEMPLATE).seeds(1, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("own reads an input: give it with input(...)");
        assertThatThrownBy(() ->
                        WorkloadTest.of(
                                        new dev.fanfold.simulator.work.NumberSums(),
                                        OwnWorkload.TEMPLATE)
                                .set("tasks", "9")
                                .input("x")
                                .seeds(1, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sums reads no input");
    }

    @Test
    void someOfTheSeedsChangeTheInput() {
        assertThat(
                        IntStream.rangeClosed(1, SEEDS)
                                .filter(seed ->
                                        Scenario.of(seed).faults().contains(Fault.OBJECT_REPLACED))
                                .count())
                .isGreaterThan(100);
        assertThatCode(() ->
                        OwnWorkload.over(
                                        OwnWorkload.lines("%d"),
                                        Lines::plan,
                                        OwnWorkload::lineHashes)
                                .slice(9)
                                .seeds(7, 1))
                .doesNotThrowAnyException();
    }
}
