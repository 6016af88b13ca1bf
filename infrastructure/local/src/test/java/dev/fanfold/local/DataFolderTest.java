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
    private static final Path KEPT = Path.of("src/test/resources/templates/kept.yaml");
    @TempDir private Path temporary;

    @Test
    void whatIsKeptIsThereEachTimeAgain() {
        Path data = temporary.resolve("new/data");
        for (int run = 0; run < 3; run++) {
            try (LocalCloud cloud = start(KEPT, data)) {
                for (int before = 0; before < run; before++) {
                    assertThat(kept(cloud, before)).isEqualTo("number " + before);
                }
                keep(cloud, run);
            }
        }
    }

    @Test
    void aFolderInUseIsRefusedAndIsFreeWhenItsCloudIsClosed() {
        Path data = temporary.resolve("data");
        try (LocalCloud cloud = start(KEPT, data)) {
            // Twice, because a rejected start must not release the lock of the running cloud.
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> start(KEPT, data))
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessageContainingAll(
                                data.toString(),
                                "in use by another local cloud, process "
                                        + ProcessHandle.current().pid(),
                                "stop that one");
            }
            keep(cloud, 1);
            assertThat(kept(cloud, 1)).isEqualTo("number 1");
        }
        start(KEPT, data).close();
    }

    @Test
    void aTemplateThatWouldHideOrLackWhatIsKeptIsRefused() throws IOException {
        Path data = temporary.resolve("data");
        try (LocalCloud cloud = start(KEPT, data)) {
            keep(cloud, 1);
        }
        refuses(data, "Inbox", "Outbox", "keeps the bucket fanfold-inbox");
        refuses(data, "Reports", "Papers", "keeps the table fanfold-Reports");
        refuses(
                data,
                "IndexName: dues",
                "IndexName: more",
                "index dues",
                "the template declares absent");
        refuses(data, "KEYS_ONLY", "ALL", "index dues", "with KEYS_ONLY", "with ALL");
        refuses(data, "due, AttributeType: N", "due, AttributeType: S", "index dues", "due (S)");
        refuses(
                data,
                "[{AttributeName: pk, KeyType: HASH}]",
                "[{AttributeName: pk, KeyType: HASH}, {AttributeName: due, KeyType: RANGE}]",
                "the key is HASH pk (S), but the template declares HASH pk (S), RANGE due (N)");
        refuses(data, "NEW_IMAGE", "KEYS_ONLY", "the stream is NEW_IMAGE");
        try (LocalCloud cloud = start(KEPT, data)) {
            assertThat(kept(cloud, 1)).isEqualTo("number 1");
        }
    }

    @Test
    void aTemplateThatIsRefusedLeavesTheFolderAsItWas() throws IOException {
        Path data = temporary.resolve("data");
        start(KEPT, data).close();
        Path other =
                Files.writeString(
                        temporary.resolve("other.yaml"),
                        Files.readString(KEPT)
                                .replace("NEW_IMAGE", "KEYS_ONLY")
                                .replace(
                                        "Resources:\n",
                                        "Resources:\n  Second:\n    Type: AWS::S3::Bucket\n"));

        assertThatThrownBy(() -> start(other, data)).hasMessageContaining("the stream is");

        start(KEPT, data).close();
    }

    @Test
    void objectsThatWereNotWrittenHereAreLeftAlone() throws IOException {
        Path data = temporary.resolve("data");
        Path objects = Files.createDirectories(data.resolve("objects"));
        Path theirs = Files.writeString(objects.resolve("mine.txt"), "mine");

        assertThatThrownBy(() -> start(KEPT, data))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll("this version did not write", "give another directory");

        assertThat(theirs).hasContent("mine");
    }

    @Test
    void aFolderThatIsKeptAmongTemporaryOnesStays() throws IOException {
        Path kept = Files.createTempDirectory("fanfold-kept-");
        try {
            try (LocalCloud cloud = start(KEPT, kept)) {
                keep(cloud, 1);
            }
            FileTime old = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
            Files.setLastModifiedTime(kept, old);

            LocalCloud.start(KEPT, LocalOptions.defaults()).close();

            try (LocalCloud cloud = start(KEPT, kept)) {
                assertThat(kept(cloud, 1)).isEqualTo("number 1");
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
        try (LocalCloud cloud = start(KEPT, data)) {
            keep(cloud, 1);
        }
        Path more =
                Files.writeString(
                        temporary.resolve("more.yaml"),
                        Files.readString(KEPT)
                                .replace(
                                        "Resources:\n",
                                        "Resources:\n  Second:\n    Type: AWS::S3::Bucket\n"));
        try (LocalCloud cloud = start(more, data)) {
            assertThat(kept(cloud, 1)).isEqualTo("number 1");
        }
        refuses(data, "Description", "Description", "keeps the bucket fanfold-second");
    }

    @Test
    void aFolderThatCannotBeUsedIsNamedWithTheRemedy() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "");
        assertThatThrownBy(() -> start(KEPT, file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll(
                        file.toString(), "give a directory that can be written to");

        // Permissions do not stop root, but a file in the way does.
        for (String part : new String[] {"objects", "tables", "fanfold.lock"}) {
            Path data = Files.createDirectories(temporary.resolve("no-" + part));
            Path inTheWay = data.resolve(part);
            if (part.equals("fanfold.lock")) {
                Files.createDirectories(inTheWay);
            } else {
                Files.writeString(inTheWay, "");
            }
            assertThatThrownBy(() -> start(KEPT, data))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContainingAll(
                            data.toString(), part, "give a directory that can be written to");
        }
    }

    private void refuses(Path data, String old, String changed, String... why) throws IOException {
        Path template = temporary.resolve("changed.yaml");
        Files.writeString(template, Files.readString(KEPT).replace(old, changed));
        assertThatThrownBy(() -> start(template, data))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll(why)
                .hasMessageContainingAll("data directory", "ive another directory");
    }

    private static LocalCloud start(Path template, Path data) {
        return LocalCloud.start(template, LocalOptions.defaults().data(data));
    }

    private static void keep(LocalCloud cloud, int number) {
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
    private static String kept(LocalCloud cloud, int number) {
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
