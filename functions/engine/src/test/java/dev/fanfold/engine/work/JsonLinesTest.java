package dev.fanfold.engine.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Round;
import dev.fanfold.workload.Source;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.read.JsonLines;
import dev.fanfold.workload.read.Lines;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Lists of items: for any cuts, the tasks read all items in their order.
class JsonLinesTest {
    @Test
    void theItemsOfAllTasksAreTheLinesThatAreNotBlank() throws IOException {
        for (long seed = 1; seed <= 200; seed++) {
            var random = new Random(seed);
            List<String> lines = lines(random);
            byte[] text = bytes(String.join("\n", lines) + (random.nextBoolean() ? "\n" : ""));
            long each = random.nextLong(1, 5);

            assertThat(items(text, JsonLines.plan(planning(text), each)))
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(
                            lines.stream().map(String::strip).filter(l -> !l.isEmpty()).toList());
        }
    }

    @Test
    void aNulByteIsNoEnd() throws IOException {
        byte[] text = bytes("a\nb\0c");

        assertThat(items(text, JsonLines.plan(planning(text), 1))).containsExactly("a", "b\0c");
    }

    @Test
    void aPlanOfGroupsWithoutItemsIsRefused() {
        for (long each : new long[] {0, -1}) {
            assertThatThrownBy(() -> JsonLines.plan(planning(bytes("a\n")), each))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("at least 1 item, not " + each);
        }
    }

    @Test
    void anItemThatIsNotUtf8IsNamedByItsPlaceInTheObject() throws IOException {
        byte[] text = {'a', '\n', 'b', '\n', 'c', '\n', (byte) 0xff, '\n'};
        Plan plan = JsonLines.plan(planning(text), 2);

        assertThatThrownBy(() -> JsonLines.items(task(text, plan, 1)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("mem:/list: the line at byte 6 is not UTF-8: convert the file first");
    }

    @Test
    void theItemsOfSlicesOfBytesAreThoseOfGroups() throws IOException {
        for (long seed = 1; seed <= 200; seed++) {
            var random = new Random(seed);
            List<String> lines = lines(random);
            CutObject object =
                    CutObject.of(String.join("\n", lines) + (random.nextBoolean() ? "\n" : ""));
            List<String> expected =
                    lines.stream().map(String::strip).filter(l -> !l.isEmpty()).toList();
            for (long slice : LinesTest.slices(object.size(), random)) {
                assertRead(object, Lines.plan(object.planning(slice)), expected, seed);
                assertRead(object, JsonLines.plan(object.planning(1), slice), expected, seed);
            }
        }
    }

    private static void assertRead(CutObject object, Plan plan, List<String> expected, long seed)
            throws IOException {
        var whole = object.read(plan, JsonLines::of);

        assertThat(whole.records()).as("seed %d", seed).containsExactlyElementsOf(expected);
        assertThat(whole.coverageSum().closes(plan)).as("seed %d", seed).isTrue();
        assertThat(whole.counts().read()).isEqualTo(expected.size());
    }

    @Test
    void aTaskThatStopsBeforeItsLastItemDoesNotCoverItsGroup() throws IOException {
        CutObject object = CutObject.of("1\n2\n3\n");
        Plan plan = JsonLines.plan(object.planning(1), 3);
        try (var items = JsonLines.of(object.task(plan, 0))) {
            assertThat(items.stream().limit(2)).containsExactly("1", "2");
            assertThat(items.worked(0L).coverage().consumed()).isEqualTo(2);
        }
    }

    @Test
    void aPlanOfNumbersIsRefused() {
        CutObject object = CutObject.of("1\n");
        Task task = object.task(Plan.numbers(0, 1, 1), 0);

        assertThatThrownBy(() -> JsonLines.of(task))
                .isInstanceOf(PermanentFailureException.class)
                .hasMessageContaining("this job's plan is of numbers");
        assertThatThrownBy(() -> JsonLines.items(task)).isInstanceOf(IllegalStateException.class);
    }

    private static List<String> lines(Random random) {
        List<String> kinds = List.of("{\"a\": 1}", "\"ü\"", "", "  ", "\t", "  7 ", "\r", "x\r");
        return IntStream.range(0, 1 + random.nextInt(12))
                .mapToObj(_ -> kinds.get(random.nextInt(kinds.size())))
                .toList();
    }

    private static List<String> items(byte[] text, Plan plan) throws IOException {
        var items = new ArrayList<String>();
        for (int task = 0; task < plan.tasks(); task++) {
            items.addAll(JsonLines.items(task(text, plan, task)));
        }
        return items;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Planning planning(byte[] text) {
        Pin pin = new Pin(URI.create("mem:/list"), "1", "e", text.length);
        return new Planning(JobSettings.of(Map.of()), 0, 100, pin, new Bytes(text));
    }

    private static Task task(byte[] text, Plan plan, int index) {
        return new Task(
                "0".repeat(32),
                Round.FIRST,
                index,
                1,
                plan,
                JobSettings.of(Map.of()),
                new Bytes(text),
                () -> Path.of("none"));
    }

    /// One object under any URI.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Bytes(byte[] text) implements Source {
        @Override
        public String scheme() {
            return "mem";
        }

        @Override
        public Pin pin(URI uri) {
            return new Pin(uri, "1", "e", text.length);
        }

        @Override
        public InputStream open(Pin pin, long from, long to) {
            int start = Math.toIntExact(from);
            return new ByteArrayInputStream(text, start, text.length - start);
        }
    }
}
