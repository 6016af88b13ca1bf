package dev.fanfold.engine.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.read.FixedRecords;
import dev.fanfold.workload.read.Lines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Fixed-length records over slices: for any cuts, each is read once.
class FixedRecordsTest {
    @Test
    void theRecordsOfAllTasksAreTheBytesOfTheObjectHoweverItIsCut() throws IOException {
        for (long seed = 1; seed <= 300; seed++) {
            var random = new Random(seed);
            int length = 1 + random.nextInt(9);
            int head = random.nextInt(5);
            byte[] bytes = new byte[head + length * random.nextInt(30)];
            random.nextBytes(bytes);
            CutObject object = CutObject.of(bytes);
            for (long slice : LinesTest.slices(object.size(), random)) {
                Plan plan = Plan.bytes(object.planning(slice).pin(), head, slice, Map.of());

                var whole = object.read(plan, task -> FixedRecords.of(task, length));

                var together = new ByteArrayOutputStream();
                for (byte[] record : whole.records()) {
                    assertThat(record).hasSize(length);
                    together.write(record);
                }
                assertThat(together.toByteArray())
                        .as("seed %d, slice %d", seed, slice)
                        .isEqualTo(java.util.Arrays.copyOfRange(bytes, head, bytes.length));
                assertThat(whole.coverageSum().closes(plan)).as("seed %d", seed).isTrue();
            }
        }
    }

    @Test
    void aLastRecordThatIsNotWholeIsRefused() {
        CutObject object = CutObject.of("12345678901");
        for (long slice = 1; slice <= 12; slice++) {
            Plan plan = Lines.plan(object.planning(slice));
            assertThatThrownBy(() -> object.read(plan, task -> FixedRecords.of(task, 4)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("the record at byte 8 has 3 bytes, not 4");
        }
    }

    @Test
    void aRecordHasAtLeastOneByteAndAtMostTheLimit() throws IOException {
        CutObject object = CutObject.of(new byte[FixedRecords.MAX_RECORD_BYTES]);
        Task task = object.task(Lines.plan(object.planning(object.size())), 0);

        assertThat(FixedRecords.of(task, FixedRecords.MAX_RECORD_BYTES).stream()).hasSize(1);
        for (int length : new int[] {0, -1, FixedRecords.MAX_RECORD_BYTES + 1}) {
            assertThatThrownBy(() -> FixedRecords.of(task, length))
                    .isInstanceOf(PermanentFailureException.class)
                    .hasMessageContaining("a record has 1 to 16777216 bytes, not " + length);
        }
    }
}
