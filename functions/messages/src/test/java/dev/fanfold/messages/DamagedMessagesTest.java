package dev.fanfold.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// A damaged message is read, or rejected with an [UnreadableMessageException], because handlers
/// return only a message with this exception to its queue or stream, and process the others.
class DamagedMessagesTest {
    private static final int ROUNDS = 500;
    private static final long SEED = 20_261_129;

    /// The readers by the first word of the golden files' names.
    private static final Map<String, Consumer<PackedJson>> READERS =
            Map.of(
                    "accumulator", AccumulatorJson::read,
                    "dispatch", message -> ArrivalJson.read(message.json()),
                    "job", message -> JobJson.read(message.json(), null, null),
                    "manifest",
                            message ->
                                    ManifestJson.read(
                                            message.json().getBytes(StandardCharsets.UTF_8), 0),
                    "plan", message -> PlanJson.read(message.json()),
                    "report", ReportJson::read,
                    "work", message -> WorkMessageJson.read(message.json()));

    private static final String NOTIFICATION =
            """
            {"Records":[{"eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"inbox"},\
            "object":{"key":"a/b%20c/d","size":12,"eTag":"\\"01\\"","versionId":"v1"}}}]}\
            """;

    @TestFactory
    Stream<DynamicTest> aDamagedGoldenFileIsReadOrUnreadable() throws IOException {
        Path root = Path.of("src/test/resources");
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
        assertThat(files).hasSizeGreaterThan(70);
        return files.stream()
                .map(file ->
                        DynamicTest.dynamicTest(
                                root.relativize(file).toString(),
                                () -> damage(message(file), reader(file))));
    }

    @Test
    void aDamagedNotificationIsReadOrUnreadable() {
        damage(new PackedJson(NOTIFICATION, new byte[0]), readerOf("dispatch"));
    }

    private static void damage(PackedJson message, Consumer<PackedJson> reader) {
        int rejected = 0;
        for (long seed = SEED; seed < SEED + ROUNDS; seed++) {
            var random = new Random(seed);
            var damaged =
                    new PackedJson(
                            new JsonDamage(random).damaged(message.json()),
                            damaged(message.bytes(), random));
            rejected += isRejected(damaged, reader, seed) ? 1 : 0;
        }
        assertThat(rejected).isBetween(1, ROUNDS - 1);
    }

    private static boolean isRejected(PackedJson message, Consumer<PackedJson> reader, long seed) {
        try {
            reader.accept(message);
            return false;
        } catch (UnreadableMessageException e) {
            return true;
        } catch (RuntimeException | Error e) {
            throw new AssertionError("seed " + seed + ": " + e + ": " + message.json(), e);
        }
    }

    // Some bytes are changed or missing in one of eight messages.
    private static byte[] damaged(byte[] bytes, Random random) {
        if (bytes.length == 0 || random.nextInt(8) > 0) {
            return bytes;
        }
        byte[] damaged = Arrays.copyOf(bytes, bytes.length - random.nextInt(2));
        for (int i = random.nextInt(3); i >= 0 && damaged.length > 0; i--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }
        return damaged;
    }

    private static PackedJson message(Path file) throws IOException {
        Path bytes = Path.of(file.toString().replace(".json", ".b64"));
        return new PackedJson(
                Files.readString(file).strip(),
                Files.exists(bytes)
                        ? Base64.getDecoder().decode(Files.readString(bytes).strip())
                        : new byte[0]);
    }

    private static Consumer<PackedJson> reader(Path file) {
        return readerOf(file.getFileName().toString().split("[-.]", 2)[0]);
    }

    private static Consumer<PackedJson> readerOf(String kind) {
        return Objects.requireNonNull(READERS.get(kind), kind);
    }
}
