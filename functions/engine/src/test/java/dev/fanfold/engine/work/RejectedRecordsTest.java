package dev.fanfold.engine.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.Outputs;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.read.DelimitedRows;
import dev.fanfold.workload.read.FixedRecords;
import dev.fanfold.workload.read.JsonLines;
import dev.fanfold.workload.read.Lines;
import dev.fanfold.workload.read.SliceReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A reader writes the records that it or the workload rejects, as they are in the object.
class RejectedRecordsTest {
    private static final String BOM = "\ufeff";
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void theRowsThatTheReaderRejectsAreWhole() throws IOException {
        var object = CutObject.of("a,b\r\n1,2\r\n3\r\n\r\n\"4\"x,5\n,,\n6,7");
        var rows = DelimitedRows.csv();
        for (long slice = 1; slice < 30; slice++) {
            written.reset();
            object.read(rows.plan(object.planning(slice)), task -> rows.read(with(task)));

            assertThat(rejections())
                    .as("slice %d", slice)
                    .containsExactly(
                            line(10, "1 columns, not 2", "3"),
                            line(15, "text after a closing quote", "\\\"4\\\"x,5"),
                            line(22, "3 columns, not 2", ",,"));
        }
    }

    @Test
    void everyReaderWritesTheRecordsThatTheWorkloadRejects() throws IOException {
        for (long seed = 1; seed <= 200; seed++) {
            var random = new Random(seed);
            var text = new StringBuilder(random.nextBoolean() ? BOM : "");
            int lines = 1 + random.nextInt(20);
            for (int line = 0; line < lines; line++) {
                text.append("x".repeat(1 + random.nextInt(9))).append('\n');
            }
            CutObject object = CutObject.of(text.toString());
            for (long slice : LinesTest.slices(Math.max(1, object.size()), random)) {
                Plan plan = Lines.plan(object.planning(slice));
                String[] expected = expected(text.toString());

                assertThat(rejectAll(object, plan, Lines::of)).containsExactly(expected);
                assertThat(rejectAll(object, plan, Lines::bytes)).containsExactly(expected);
                assertThat(rejectAll(object, plan, JsonLines::of)).containsExactly(expected);
                assertThat(
                                rejectAll(
                                        object,
                                        JsonLines.plan(object.planning(0), slice),
                                        JsonLines::of))
                        .containsExactly(expected);
            }
        }
    }

    @Test
    void recordsOfOneLengthKeepAllTheirBytes() throws IOException {
        var object = CutObject.of(BOM + "a\n\r\n");
        Plan plan = Lines.plan(object.planning(2));

        assertThat(rejectAll(object, plan, task -> FixedRecords.of(task, 7)))
                .containsExactly(line(0, "bad", BOM + "a\\n\\r\\n"));
    }

    @Test
    void bytesThatAreNoTextAreInBase64() throws IOException {
        var object = CutObject.of(new byte[] {'a', '\n', (byte) 0xe9, '\n', 'b'});
        Plan plan = Lines.plan(object.planning(10));

        assertThat(rejectAll(object, plan, Lines::bytes))
                .containsExactly(
                        line(0, "bad", "a"),
                        "{\"object\":\"object\",\"offset\":2,\"reason\":\"bad\",\"base64\":\"6Q==\"}",
                        line(4, "bad", "b"));
    }

    // An iterator may have looked at the next record, which may even be in the next buffer.
    @Test
    void theLastReturnedRecordIsRejectedEvenIfTheNextWasLookedAt() throws IOException {
        String large = "y".repeat(200_000);
        CutObject object = CutObject.of("first\n" + large + "\nlast\n");
        Plan plan = Lines.plan(object.planning(1 << 20));
        try (SliceReader<byte[]> reader = Lines.bytes(with(object.task(plan, 0)))) {
            int looks = 0;
            for (Iterator<byte[]> lines = reader.iterator(); lines.hasNext(); ) {
                lines.next()[0] = 'z';
                looks += lines.hasNext() ? 1 : 0;
                reader.reject("one");
                reader.reject("two");
            }
            assertThat(looks).isEqualTo(2);
            assertThat(reader.worked(0L).records().rejected()).isEqualTo(3);
        }
        assertThat(rejections())
                .containsExactly(
                        line(0, "one", "first"),
                        line(0, "two", "first"),
                        line(6, "one", large),
                        line(6, "two", large),
                        line(200_007, "one", "last"),
                        line(200_007, "two", "last"));
    }

    @Test
    void aRejectionWithoutARecordOrAfterTheResultIsRefused() throws IOException {
        CutObject object = CutObject.of("a\n");
        Plan plan = Lines.plan(object.planning(10));
        try (SliceReader<String> reader = Lines.of(with(object.task(plan, 0)))) {
            assertThatThrownBy(() -> reader.reject("bad"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no record was read");
            reader.iterator().next();
            reader.worked(0L);
            assertThatThrownBy(() -> reader.reject("bad"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("after rejects.jsonl was closed");
        }
    }

    @Test
    void aReaderWithoutAResultCompletesTheOutputWhenItIsClosed() throws IOException {
        CutObject object = CutObject.of("a\n");
        Plan plan = Lines.plan(object.planning(10));
        try (SliceReader<String> reader = Lines.of(with(object.task(plan, 0)))) {
            reader.iterator().next();
            reader.reject("bad");
        }
        assertThat(rejections()).containsExactly(line(0, "bad", "a"));
    }

    @Test
    void anOutputThatCannotBeStoredFailsTheTask() throws IOException {
        CutObject object = CutObject.of("a\n");
        Plan plan = Lines.plan(object.planning(10));
        Task task =
                with(
                        object.task(plan, 0),
                        _ -> {
                            throw new IOException("no room");
                        });
        try (SliceReader<String> reader = Lines.of(task)) {
            reader.iterator().next();
            assertThatThrownBy(() -> reader.reject("bad"))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("the rejected records of object cannot be written: no room");
        }
    }

    private static String[] expected(String text) {
        String[] lines = text.replace(BOM, "").lines().toArray(String[]::new);
        long offset = 0;
        for (int line = 0; line < lines.length; line++) {
            int bytes = lines[line].length() + 1;
            lines[line] = line(offset, "bad", lines[line]);
            offset += bytes + (line == 0 && text.startsWith(BOM) ? 3 : 0);
        }
        return lines;
    }

    private static String line(long offset, String reason, String record) {
        return "{\"object\":\"object\",\"offset\":%d,\"reason\":\"%s\",\"record\":\"%s\"}"
                .formatted(offset, reason, record);
    }

    private <R> List<String> rejectAll(CutObject object, Plan plan, CutObject.Reading<R> reading)
            throws IOException {
        written.reset();
        for (int index = 0; index < plan.tasks(); index++) {
            try (SliceReader<R> reader = reading.of(with(object.task(plan, index)))) {
                for (R _ : reader) {
                    reader.reject("bad");
                }
                reader.worked(0L);
            }
        }
        return rejections();
    }

    private List<String> rejections() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private Task with(Task task) {
        return with(
                task,
                name -> {
                    assertThat(name).isEqualTo(Task.REJECTS);
                    return new Appending();
                });
    }

    private static Task with(Task task, Outputs.Writer writer) {
        return new Task(
                task.job(),
                task.round(),
                task.index(),
                task.attempt(),
                task.plan(),
                task.settings(),
                task.source(),
                task.scratch(),
                writer,
                task.counted(),
                task.left());
    }

    /// Appends an output to those of the tasks before, when it is complete.
    private final class Appending extends ByteArrayOutputStream {
        private boolean isComplete;

        @Override
        public void close() throws IOException {
            if (!isComplete) {
                writeTo((OutputStream) written);
            }
            isComplete = true;
        }
    }
}
