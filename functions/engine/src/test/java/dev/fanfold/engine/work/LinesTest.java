package dev.fanfold.engine.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.fold.CoverageBreak;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.read.Lines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Lines over slices: for any cuts, each line is read once.
///
/// The coverage that the tasks report closes.
class LinesTest {
    private static final List<String> PIECES =
            List.of("a", "word ", "ü", "日本", "😀", "\t", "", " ", "\0", "0123456789".repeat(8));
    private static final List<String> ENDS = List.of("\n", "\n", "\r\n", "\r", "\n\n", "\r\r\n");

    @Test
    void theLinesOfAllTasksAreThoseOfThePlainSplitHoweverTheObjectIsCut() throws IOException {
        for (long seed = 1; seed <= 400; seed++) {
            var random = new Random(seed);
            String text = withoutZerosInTheFirstLine(text(random));
            CutObject object = CutObject.of("\ufeff".repeat(random.nextInt(4)) + text);
            for (long slice : slices(object.size(), random)) {
                Plan plan = Lines.plan(object.planning(slice));

                var whole = object.read(plan, Lines::of);

                assertThat(whole.records())
                        .as("seed %d, slice %d", seed, slice)
                        .containsExactlyElementsOf(plain(text));
                assertThat(whole.coverageSum().closes(plan)).as("seed %d", seed).isTrue();
                assertThat(whole.counts().read()).isEqualTo(whole.records().size());
            }
        }
    }

    @Test
    void linesAsBytesAreThoseOfAnyEncoding() throws IOException {
        for (long seed = 1; seed <= 100; seed++) {
            var random = new Random(seed);
            String text = text(random).replace('\0', 'é');
            CutObject object = CutObject.of(text.getBytes(StandardCharsets.ISO_8859_1));
            List<String> expected = plain(new String(object.text(), StandardCharsets.ISO_8859_1));
            for (long slice : slices(object.size(), random)) {
                Plan plan = Lines.plan(object.planning(slice));

                var whole = object.read(plan, Lines::bytes);

                assertThat(whole.records())
                        .as("seed %d, slice %d", seed, slice)
                        .extracting(line -> new String(line, StandardCharsets.ISO_8859_1))
                        .containsExactlyElementsOf(expected);
                assertThat(whole.coverageSum().closes(plan)).as("seed %d", seed).isTrue();
            }
        }
    }

    @Test
    void aLineMayBeMuchLongerThanSlicesAndBuffers() throws IOException {
        String text = "x".repeat(300_000) + "\r\n\n" + "ü".repeat(100_000) + "\ry";
        CutObject object = CutObject.of(text);
        for (long slice : new long[] {5_000, 65_536, 100_001, 300_001, 1 << 20}) {
            Plan plan = Lines.plan(object.planning(slice));

            var whole = object.read(plan, Lines::of);

            assertThat(whole.records()).containsExactlyElementsOf(plain(text));
            assertThat(whole.coverageSum().closes(plan)).isTrue();
        }
    }

    @Test
    void aLineMayBeAsLongAsTheLimitAndNoLonger() throws IOException {
        String longest = "x".repeat(Lines.MAX_LINE_BYTES);
        for (String end : List.of("", "\n", "\r\n", "\r")) {
            CutObject object = CutObject.of("a\n" + longest + end + (end.isEmpty() ? "" : "b"));
            Plan plan = Lines.plan(object.planning(1 << 25));
            assertThat(object.read(plan, Lines::of).records()).contains("a", longest);

            CutObject longer = CutObject.of("a\n" + longest + "x" + end);
            Plan toBeRefused = Lines.plan(longer.planning(1 << 25));
            assertThatThrownBy(() -> longer.read(toBeRefused, Lines::of))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage(
                            "mem:/folder/object: the line at byte 2 is longer than 16777216 bytes: is this a file of lines?");
        }
    }

    @Test
    void aTaskThatStopsEarlyDoesNotCoverItsSlice() throws IOException {
        CutObject object = CutObject.of("one\ntwo\nthree\nfour\n");
        Plan plan = Lines.plan(object.planning(100));
        for (int lines = 0; lines < 4; lines++) {
            try (var reader = Lines.of(object.task(plan, 0))) {
                assertThat(reader.stream().limit(lines)).hasSize(lines);

                TaskResult<Long> worked = reader.worked(1L);

                assertThat(worked.records().read()).isEqualTo(lines);
                assertThat(CoverageBreak.find(plan, worked.coverage().spans(), TaskSet.NONE))
                        .hasValueSatisfying(
                                gap -> assertThat(gap.text()).contains("to 19 are not covered"));
            }
        }
    }

    @Test
    void lookingForANextLineIsNotReadingIt() throws IOException {
        CutObject object = CutObject.of("one\ntwo\n");
        Plan plan = Lines.plan(object.planning(100));
        try (var reader = Lines.of(object.task(plan, 0))) {
            var lines = reader.iterator();
            assertThat(lines.hasNext()).isTrue();
            assertThat(reader.worked(0L).coverage().consumed()).isZero();
            assertThat(lines.next()).isEqualTo("one");
            assertThat(lines.hasNext()).isTrue();
            assertThat(reader.worked(0L).coverage().consumed()).isEqualTo(4);
        }
    }

    @Test
    void anObjectShorterThanItWasPinnedIsNotCovered() throws IOException {
        var object = new CutObject("one\ntwo\n".getBytes(StandardCharsets.UTF_8), 12);
        for (long slice = 1; slice <= 12; slice++) {
            Plan plan = Lines.plan(object.planning(slice));

            assertThat(object.read(plan, Lines::of).coverageSum().closes(plan)).isFalse();
        }
    }

    @Test
    void theReplacementCharacterItselfIsText() throws IOException {
        CutObject object = CutObject.of("a\ufffdb\n");

        assertThat(object.read(Lines.plan(object.planning(3)), Lines::of).records())
                .containsExactly("a\ufffdb");
    }

    @Test
    void aRecordThatIsRejectedIsCountedAtItsPlace() throws IOException {
        CutObject object = CutObject.of("1\nx\n22\ny\n".repeat(4));
        Plan plan = Lines.plan(object.planning(1_000));
        try (var lines = Lines.of(object.task(plan, 0))) {
            for (String line : lines) {
                if (line.matches("[xy]")) {
                    lines.reject("\"" + line + "\" is no number");
                    lines.reject("and none of the numbers that are asked for");
                }
            }
            var records = lines.worked(0L).records();
            assertThat(records.read()).isEqualTo(16);
            assertThat(records.rejected()).isEqualTo(8);
            assertThat(records.first()).hasSize(5);
            assertThat(records.first().get(3).offset()).isEqualTo(7);
            assertThat(records.first().get(3).reason())
                    .isEqualTo("and none of the numbers that are asked for");
        }
    }

    @Test
    void aReaderThatIsClosedSaysSo() throws IOException {
        CutObject object = CutObject.of("one\ntwo\n");
        var reader = Lines.of(object.task(Lines.plan(object.planning(8)), 0));
        reader.close();

        assertThatThrownBy(() -> reader.iterator().next())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the reader is closed");
    }

    static long[] slices(long size, Random random) {
        return LongStream.concat(
                        LongStream.rangeClosed(1, 7),
                        LongStream.of(
                                1 + random.nextLong(Math.max(1, size)),
                                1 + random.nextLong(Math.max(1, size)),
                                Math.max(1, size),
                                size + 1))
                .toArray();
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(14); i > 0; i--) {
            for (int pieces = random.nextInt(4); pieces > 0; pieces--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            boolean last = i == 1;
            if (!last || random.nextBoolean()) {
                text.append(ENDS.get(random.nextInt(ENDS.size())));
            }
        }
        return text.toString();
    }

    // Lines are not read as text if the first one has a zero.
    private static String withoutZerosInTheFirstLine(String text) {
        int end = 0;
        while (end < text.length() && "\r\n".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(0, end).replace("\0", "z") + text.substring(end);
    }

    private static List<String> plain(String text) {
        return Arrays.asList(
                new BufferedReader(new StringReader(text)).lines().toArray(String[]::new));
    }
}
