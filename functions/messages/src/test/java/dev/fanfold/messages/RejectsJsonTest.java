package dev.fanfold.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Outputs;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Records.Rejection;
import dev.fanfold.workload.Records.Rejections;
import dev.fanfold.workload.Round;
import dev.fanfold.workload.Source;
import dev.fanfold.workload.Task;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// A JSON parser reads from the lines of the rejections what was rejected.
class RejectsJsonTest {
    private static final int[] NASTY = {
        '"', '\\', '/', 0, '\b', '\t', '\n', '\r', 0x1f, 0x7f, 0x80, 0x85, 0xe9, 0x2028, 0xd7ff,
        0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000, 0xfeff, 0xfffd, 0xffff, 0x10000, 0x10ffff
    };

    @Test
    void everyTextSurvives() throws IOException {
        for (long seed = 1; seed <= 5_000; seed++) {
            var random = new SplittableRandom(seed);
            String object = wellFormed(text(random));
            String reason = text(random);
            byte[] record = bytes(random);
            long offset = random.nextLong(Long.MAX_VALUE);

            Fields read = Json.read("a rejection", line(object, offset, reason, record));

            assertThat(read.text("object")).as("seed %d", seed).isEqualTo(object);
            assertThat(read.number("offset")).as("seed %d", seed).isEqualTo(offset);
            assertThat(read.text("reason"))
                    .as("seed %d", seed)
                    .isEqualTo(new Rejection(object, offset, reason).reason());
            assertThat(recordOf(read, record)).as("seed %d", seed).isEqualTo(record);
        }
    }

    private static byte[] recordOf(Fields read, byte[] record) {
        String decoded = new String(record, StandardCharsets.UTF_8);
        boolean isText = java.util.Arrays.equals(decoded.getBytes(StandardCharsets.UTF_8), record);
        return isText
                ? read.text("record").getBytes(StandardCharsets.UTF_8)
                : Base64.getDecoder().decode(read.text("base64"));
    }

    private static byte[] bytes(RandomGenerator random) {
        byte[] bytes = wellFormed(text(random)).getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(3) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static String text(RandomGenerator random) {
        var text = new StringBuilder();
        for (int length = random.nextInt(12); length > 0; length--) {
            text.appendCodePoint(
                    random.nextBoolean()
                            ? NASTY[random.nextInt(NASTY.length)]
                            : random.nextInt(0x110000));
        }
        return text.toString();
    }

    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static String line(String object, long offset, String reason, byte[] record)
            throws IOException {
        var out = new ByteArrayOutputStream();
        try (var rejections = new Rejections(task(_ -> out), object)) {
            rejections.add(offset, reason, record, 0, record.length);
        }
        return out.toString(StandardCharsets.UTF_8);
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
