package dev.fanfold.workload;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.Records.Rejection;
import dev.fanfold.workload.Records.Rejections;
import dev.fanfold.workload.read.Lines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Each rejection is one line of JSON, which the readers accept.
class RejectsTest {
    private static final String HEAD = "{\"object\":\"a.csv\",\"offset\":7,\"reason\":\"bad\",";
    private final Map<String, ByteArrayOutputStream> outputs = new TreeMap<>();
    private final Task task = task(this::create);

    private ByteArrayOutputStream create(String name) {
        var out = new ByteArrayOutputStream();
        assertThat(outputs.put(name, out)).as(name).isNull();
        return out;
    }

    @Test
    void aLineHasThePlaceTheReasonAndTheRecord() throws IOException {
        assertThat(line("bad", "1;\"x\"\t\\é€😀\u0000\u001f\b\f\r\n\u007f"))
                .isEqualTo(
                        HEAD
                                + "\"record\":\"1;\\\"x\\\"\\t\\\\é€😀\\u0000\\u001f\\b\\f\\r\\n\u007f\"}");
        assertThat(line("bad", "")).isEqualTo(HEAD + "\"record\":\"\"}");
        assertThat(line("a \"q\" \ud800!", "x"))
                .contains("\"reason\":\"a \\\"q\\\" \ufffd!\",\"record\":\"x\"}");
    }

    @Test
    void bytesThatAreNotUtf8AreInBase64() throws IOException {
        for (int[] bytes :
                new int[][] {
                    {0xff}, {'a', 0xc3}, {0xc0, 0xaf}, {0xed, 0xa0, 0x80}, {0xf4, 0x90, 0x80, 0x80}
                }) {
            byte[] record = new byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                record[i] = (byte) bytes[i];
            }
            assertThat(line("bad", record))
                    .isEqualTo(
                            HEAD
                                    + "\"base64\":\"%s\"}"
                                            .formatted(Base64.getEncoder().encodeToString(record)));
        }
        byte[] large = new byte[100_000];
        Arrays.fill(large, (byte) 0xe9);
        assertThat(line("bad", large))
                .endsWith("\"" + Base64.getEncoder().encodeToString(large) + "\"}");
    }

    @Test
    void onlyTheRangeOfTheRecordIsWritten() throws IOException {
        try (var rejections = new Rejections(task, "a.csv")) {
            rejections.add(7, "bad", bytes("\nabc\n"), 1, 4);
        }
        assertThat(written(Task.REJECTS)).isEqualTo(HEAD + "\"record\":\"abc\"}\n");
    }

    @Test
    void theLimitIsThatOfTheReaders() {
        assertThat(RejectLines.MAX_LINE_BYTES).isEqualTo(Lines.MAX_LINE_BYTES);
    }

    @Test
    void aRecordIsCutIfItsLineWouldBeTooLong() throws IOException {
        int room = Lines.MAX_LINE_BYTES - bytes(HEAD + "\"record\":\"\"}").length;
        for (String unit : new String[] {"a", "é", "€", "😀", "\"", "\u0001"}) {
            int size = bytes(escaped(unit)).length;
            // One byte fills the line if the units do not.
            String fits = unit.repeat(room / size) + "b".repeat(room % size);

            String whole = line("bad", fits);
            assertThat(whole).doesNotContain("\"cut\"").endsWith("\"}");
            assertThat(bytes(whole)).hasSize(Lines.MAX_LINE_BYTES);

            String cut = line("bad", fits + "c");
            assertThat(cut).endsWith(escaped(unit) + "\",\"cut\":true}");
            assertThat(bytes(cut).length)
                    .isBetween(Lines.MAX_LINE_BYTES - size + 1, Lines.MAX_LINE_BYTES);
        }
    }

    @Test
    void bytesAreCutTooIfTheirLineWouldBeTooLong() throws IOException {
        int room = Lines.MAX_LINE_BYTES - bytes(HEAD + "\"base64\":\"\"}").length;
        byte[] most = new byte[room / 4 * 3 + 1];
        Arrays.fill(most, (byte) 0xff);

        String whole = line("bad", Arrays.copyOf(most, most.length - 1));
        assertThat(whole).doesNotContain("\"cut\"");
        assertThat(whole.length()).isBetween(Lines.MAX_LINE_BYTES - 3, Lines.MAX_LINE_BYTES);

        String cut = line("bad", most);
        assertThat(cut).endsWith("////\",\"cut\":true}");
        assertThat(cut.length()).isBetween(Lines.MAX_LINE_BYTES - 3, Lines.MAX_LINE_BYTES);
    }

    @Test
    void withoutARejectionThereIsNoOutput() throws IOException {
        new Rejections(task, "a.csv").close();

        assertThat(outputs).isEmpty();
    }

    @Test
    void eachReaderOfATaskHasAnOutputOfItsOwn() throws IOException {
        try (var first = new Rejections(task, "a.csv");
                var second = new Rejections(task, "b.csv");
                var third = new Rejections(copyOf(task), "c.csv")) {
            third.add(3, "bad", bytes("c"), 0, 1);
            second.add(2, "bad", bytes("b"), 0, 1);
            first.add(1, "bad", bytes("a"), 0, 1);
        }
        assertThat(outputs.keySet())
                .containsExactly("rejects-2.jsonl", "rejects-3.jsonl", "rejects.jsonl");
        assertThat(written("rejects.jsonl")).contains("\"a\"");
        assertThat(written("rejects-2.jsonl")).contains("\"b\"");
        assertThat(written("rejects-3.jsonl")).contains("\"c\"");
    }

    @Test
    void theFirstRejectionsDoNotDependOnTheOrderWithinARecord() throws IOException {
        try (var rejections = new Rejections(task, "a.csv")) {
            for (String reason : new String[] {"e", "d", "f", "c", "a", "b"}) {
                rejections.add(1, reason, new byte[0], 0, 0);
            }
            rejections.add(2, "a", new byte[0], 0, 0);

            assertThat(rejections.first())
                    .extracting(Rejection::reason)
                    .containsExactly("a", "b", "c", "d", "e");
        }
    }

    @Test
    void aRejectionAfterTheEndIsRefused() throws IOException {
        var rejections = new Rejections(task, "a.csv");
        rejections.close();

        assertThatThrownBy(() -> rejections.add(1, "bad", new byte[0], 0, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("rejects.jsonl was closed");
    }

    private String line(String reason, String record) throws IOException {
        return line(reason, bytes(record));
    }

    private String line(String reason, byte[] record) throws IOException {
        outputs.clear();
        try (var rejections = new Rejections(task(this::create), "a.csv")) {
            rejections.add(7, reason, record, 0, record.length);
        }
        String written = written(Task.REJECTS);
        assertThat(written.indexOf('\n')).isEqualTo(written.length() - 1);
        return written.substring(0, written.length() - 1);
    }

    private String written(String name) {
        return requireNonNull(outputs.get(name)).toString(StandardCharsets.UTF_8);
    }

    private static String escaped(String unit) {
        return unit.replace("\"", "\\\"").replace("\u0001", "\\u0001");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    // Another view of the same execution, as a workload makes it to read a second object.
    private static Task copyOf(Task task) {
        return new Task(
                task.job(),
                task.round(),
                task.index(),
                task.attempt(),
                task.plan(),
                task.settings(),
                task.source(),
                task.scratch(),
                task.writer(),
                task.counted(),
                task.left());
    }

    private static Task task(Outputs.Writer writer) {
        return new Task(
                "0".repeat(32),
                Round.FIRST,
                0,
                1,
                Plan.numbers(0, 1, 1),
                JobSettings.of(Map.of()),
                new NoSource(),
                () -> Path.of("none"),
                writer,
                _ -> Outputs.NONE,
                () -> Duration.ofMinutes(1));
    }

    /// A source for tasks that read nothing.
    private record NoSource() implements Source {
        @Override
        public String scheme() {
            return "none";
        }

        @Override
        public Pin pin(URI uri) {
            throw new AssertionError("read of " + uri);
        }

        @Override
        public InputStream open(Pin pin, long from, long to) {
            throw new AssertionError("read of " + pin);
        }
    }
}
