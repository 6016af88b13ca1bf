package dev.fanfold.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/// A data directory that is used by several runs.
class DataFolderTest {
    private static final Path TEMPLATE = Path.of("src/test/resources/templates/kept.yaml");
    @TempDir private Path temporary;

    @Test
    void keptDataIsReadableInEveryLaterRun() {
        Path data = temporary.resolve("new/data");
        for (int run = 0; run < 3; run++) {
            try (LocalCloud cloud = start(TEMPLATE, data)) {
                for (int earlier = 0; earlier < run; earlier++) {
                    assertThat(read(cloud, earlier)).isEqualTo("number " + earlier);
                }
                write(cloud, run);
            }
        }
    }

    @Test
    void aFolderInUseIsRefusedAndIsFreeWhenItsCloudIsClosed() {
        Path data = temporary.resolve("data");
        try (LocalCloud cloud = start(TEMPLATE, data)) {
            // Twice, because a rejected start must not release the lock of the running cloud.
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> start(TEMPLATE, data))
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessageContainingAll(
                                data.toString(),
                                "in use by another local cloud, process "
                                        + ProcessHandle.current().pid(),
                                "stop that one");
            }
            write(cloud, 1);
            assertThat(read(cloud, 1)).isEqualTo("number 1");
        }
        start(TEMPLATE, data).close();
    }

    @Test
    void aTemplateThatDoesNotDeclareTheKeptDataIsRefused() throws IOException {
        Path data = temporary.resolve("data");
        try (LocalCloud cloud = start(TEMPLATE, data)) {
            write(cloud, 1);
        }
        assertRejected(data, "Inbox", "Outbox", "keeps the bucket fanfold-inbox");
        assertRejected(data, "Reports", "Papers", "keeps the table fanfold-Reports");
        assertRejected(
                data,
                "IndexName: dues",
                "IndexName: more",
                "index dues",
                "the template declares absent");
        assertRejected(data, "KEYS_ONLY", "ALL", "index dues", "with KEYS_ONLY", "with ALL");
        assertRejected(
                data, "due, AttributeType: N", "due, AttributeType: S", "index dues", "due (S)");
        assertRejected(
                data,
                "[{AttributeName: pk, KeyType: HASH}]",
                "[{AttributeName: pk, KeyType: HASH}, {AttributeName: due, KeyType: RANGE}]",
                "the key is HASH pk (S), but the template declares HASH pk (S), RANGE due (N)");
        assertRejected(data, "NEW_IMAGE", "KEYS_ONLY", "the stream is NEW_IMAGE");
        try (LocalCloud cloud = start(TEMPLATE, data)) {
            assertThat(read(cloud, 1)).isEqualTo("number 1");
        }
    }

    @Test
    void aTemplateThatIsRefusedLeavesTheFolderAsItWas() throws IOException {
        Path data = temporary.resolve("data");
        start(TEMPLATE, data).close();
        Path other =
                Files.writeString(
                        temporary.resolve("other.yaml"),
                        Files.readString(TEMPLATE)
                                .replace("NEW_IMAGE", "KEYS_ONLY")
                                .replace(
                                        "Resources:\n",
                                        "Resources:\n  Second:\n    Type: AWS::S3::Bucket\n"));

        assertThatThrownBy(() -> start(other, data)).hasMessageContaining("the stream is");

        start(TEMPLATE, data).close();
    }

    @Test
    void objectsOfAnotherProgramAreNotChanged() throws IOException {
        Path data = temporary.resolve("data");
        Path objects = Files.createDirectories(data.resolve("objects"));
        Path foreignFile = Files.writeString(objects.resolve("mine.txt"), "mine");

        assertThatThrownBy(() -> start(TEMPLATE, data))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll("this version did not write", "give another directory");

        assertThat(foreignFile).hasContent("mine");
    }

    @Test
    void aKeptDirectoryBesideTemporaryOnesIsNotRemoved() throws IOException {
        Path kept = Files.createTempDirectory("fanfold-kept-");
        try {
            try (LocalCloud cloud = start(TEMPLATE, kept)) {
                write(cloud, 1);
            }
            FileTime old = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
            Files.setLastModifiedTime(kept, old);

            LocalCloud.start(TEMPLATE, LocalOptions.defaults()).close();

            try (LocalCloud cloud = start(TEMPLATE, kept)) {
                assertThat(read(cloud, 1)).isEqualTo("number 1");
            }
        } finally {
            try (Stream<Path> all = Files.walk(kept)) {
                all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
            }
        }
    }

    @Test
    void aTemplateMayDeclareMoreThanWasKept() throws IOException {
        Path data = temporary.resolve("data");
        try (LocalCloud cloud = start(TEMPLATE, data)) {
            write(cloud, 1);
        }
        Path more =
                Files.writeString(
                        temporary.resolve("more.yaml"),
                        Files.readString(TEMPLATE)
                                .replace(
                                        "Resources:\n",
                                        "Resources:\n  Second:\n    Type: AWS::S3::Bucket\n"));
        try (LocalCloud cloud = start(more, data)) {
            assertThat(read(cloud, 1)).isEqualTo("number 1");
        }
        assertRejected(data, "Description", "Description", "keeps the bucket fanfold-second");
    }

    @Test
    void aFolderThatCannotBeUsedIsNamedWithTheRemedy() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "");
        assertThatThrownBy(() -> start(TEMPLATE, file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll(
                        file.toString(), "give a directory that can be written to");

        // A file with the name of a directory, because permissions do not stop root.
        for (String part : new String[] {"objects", "tables", "fanfold.lock"}) {
            Path data = Files.createDirectories(temporary.resolve("no-" + part));
            Path blocker = data.resolve(part);
            if (part.equals("fanfold.lock")) {
                Files.createDirectories(blocker);
            } else {
                Files.writeString(blocker, "");
            }
            assertThatThrownBy(() -> start(TEMPLATE, data))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContainingAll(
                            data.toString(), part, "give a directory that can be written to");
        }
    }

    private void assertRejected(Path data, String old, String changed, String... messageParts)
            throws IOException {
        Path template = temporary.resolve("changed.yaml");
        Files.writeString(template, Files.readString(TEMPLATE).replace(old, changed));
        assertThatThrownBy(() -> start(template, data))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll(messageParts)
                .hasMessageContainingAll("data directory", "ive another directory");
    }

    private static LocalCloud start(Path template, Path data) {
        return LocalCloud.start(template, LocalOptions.defaults().data(data));
    }

    private static void write(LocalCloud cloud, int number) {
        AttributeValue key = AttributeValue.fromS("" + number);
        try (S3Client s3 = cloud.clients().s3();
                DynamoDbClient dynamodb = cloud.clients().dynamodb()) {
            dynamodb.putItem(put -> put.tableName(cloud.output("Reports")).item(Map.of("pk", key)));
            s3.putObject(
                    put -> put.bucket(cloud.output("Inbox")).key("" + number),
                    RequestBody.fromString("number " + number));
        }
    }

    // The content of the object. Its item must exist too.
    private static String read(LocalCloud cloud, int number) {
        AttributeValue key = AttributeValue.fromS("" + number);
        try (S3Client s3 = cloud.clients().s3();
                DynamoDbClient dynamodb = cloud.clients().dynamodb()) {
            Map<String, AttributeValue> item =
                    dynamodb.getItem(get ->
                                    get.tableName(cloud.output("Reports")).key(Map.of("pk", key)))
                            .item();
            assertThat(item).containsEntry("pk", key);
            return s3.getObjectAsBytes(get -> get.bucket(cloud.output("Inbox")).key("" + number))
                    .asUtf8String();
        }
    }
}
