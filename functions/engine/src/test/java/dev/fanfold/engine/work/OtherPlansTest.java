package dev.fanfold.engine.work;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.read.DelimitedRows;
import dev.fanfold.workload.read.FixedRecords;
import dev.fanfold.workload.read.Lines;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;

/// Readers reject a plan of another kind, and name the reader to use instead.
class OtherPlansTest {
    @Test
    void slicesOfBytesCannotBeClaimed() {
        CutObject object = CutObject.of("one\n");
        Task task = object.task(Lines.plan(object.planning(2)), 1);

        assertThatThrownBy(() -> TaskResult.all(task, 1L))
                .isInstanceOf(PermanentFailureException.class)
                .hasMessageContaining("Lines.of(task)")
                .hasMessageContaining("reader.worked(partial)");
    }

    @Test
    void aPlanOfOtherUnitsIsRefusedByName() {
        CutObject object = CutObject.of("one\n");
        Task numbers = object.task(Plan.numbers(0, 10, 5), 0);

        assertNotBytes(() -> Lines.of(numbers), "Lines.of");
        assertNotBytes(() -> Lines.bytes(numbers), "Lines.bytes");
        assertNotBytes(() -> FixedRecords.of(numbers, 1), "FixedRecords.of");
        assertNotBytes(() -> DelimitedRows.csv().read(numbers), "DelimitedRows.read");
    }

    private static void assertNotBytes(ThrowableAssert.ThrowingCallable reading, String name) {
        assertThatThrownBy(reading)
                .isInstanceOf(PermanentFailureException.class)
                .hasMessage(
                        name
                                + " reads slices of bytes, and this job's plan is of numbers: make the plan with Lines.plan(job)");
    }
}
