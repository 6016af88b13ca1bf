package dev.fanfold.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.Coverage;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Slice;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.read.Lines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Tests that a workload fails if its answer depends on how the input is cut.
class CutsTest {
    @Test
    void aLineDroppedAtTheStartOfASliceIsFoundWithAnySliceSize() {
        for (long slice : new long[] {7, 19, 20, 100}) {
            assertThatThrownBy(() ->
                            OwnWorkload.over(
                                            "abcdefghijklmnopqr\n".repeat(40),
                                            Lines::plan,
                                            CutsTest::dropsFirstLine)
                                    .slice(slice)
                                    .seeds(1, 5))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("the answer depends on how the input is cut")
                    .hasMessageContaining(
                            "it is {\"total\":1}, with a slice of 38 (1 task) it is {\"total\":2}")
                    .hasMessageContaining(
                            "the smallest found, 38 bytes: \"abcdefghijklmnopqr\\nabc");
        }
    }

    // The usual mistake: every slice except the first skips to the next line end, even if a line
    // begins at the first byte of the slice.
    private static TaskResult<Long> dropsFirstLine(Task task) throws IOException {
        Slice slice = task.slice();
        long count = 0;
        try (var lines = reader(task)) {
            long position = slice.from();
            if (position > 0) {
                position += lines.readLine().length() + 1;
            }
            for (; position < slice.to(); count++) {
                position += lines.readLine().length() + 1;
            }
        }
        return new TaskResult<>(
                count, Coverage.of(slice.from(), slice.to(), slice.size()), Records.read(count));
    }

    private static BufferedReader reader(Task task) throws IOException {
        Plan.Bytes plan = (Plan.Bytes) task.plan();
        Slice slice = task.slice();
        return new BufferedReader(
                new InputStreamReader(
                        task.source().open(plan.object(), slice.from(), slice.to()),
                        StandardCharsets.UTF_8)) {
            @Override
            public String readLine() throws IOException {
                String line = super.readLine();
                return line == null ? "" : line;
            }
        };
    }

    @Test
    void aTaskThatStopsEarlyIsFound() {
        assertThatThrownBy(() ->
                        OwnWorkload.over(
                                        OwnWorkload.lines("%d"),
                                        Lines::plan,
                                        task -> {
                                            try (var lines = Lines.of(task)) {
                                                return lines.worked(
                                                        lines.stream().limit(2).count());
                                            }
                                        })
                                .slice(9)
                                .seeds(1, 20))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the coverage of the input does not close")
                .hasMessageContaining("are not covered");
    }

    @Test
    void workThatFailsOnlyInSomeCutsIsFound() {
        assertThatThrownBy(() ->
                        OwnWorkload.over(
                                        OwnWorkload.lines("%d"),
                                        Lines::plan,
                                        task -> {
                                            if (task.slice().size() == 5) {
                                                throw new ArithmeticException("five");
                                            }
                                            return OwnWorkload.lineHashes(task);
                                        })
                                .slice(9)
                                .seeds(1, 5))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("with a slice of 5 task 0 of")
                .hasMessageContaining("threw java.lang.ArithmeticException: five");
    }

    @Test
    void theFirstBytesOfALargeInputAreCutIntoSmallSlices() {
        assertThatThrownBy(() ->
                        OwnWorkload.over(
                                        OwnWorkload.lines("%d").repeat(300),
                                        Lines::plan,
                                        task -> {
                                            TaskResult<Long> result = OwnWorkload.lineHashes(task);
                                            return task.slice().size() == 3
                                                    ? new TaskResult<>(
                                                            7L, result.coverage(), result.records())
                                                    : result;
                                        })
                                .slice(4_000)
                                .seeds(1, 5))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("with a slice of 3 (");
    }
}
