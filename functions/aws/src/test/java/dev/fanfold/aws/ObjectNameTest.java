package dev.fanfold.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.arrival.InboxKey;
import dev.fanfold.testkit.Seeds;
import dev.fanfold.workload.InvalidInputException;
import java.net.URI;
import org.junit.jupiter.api.Test;

/// The object that a URI names.
class ObjectNameTest {
    @Test
    void aKeyIsWhatItWasBeforeItBecameAUri() {
        Seeds.forSeeds(
                1,
                5_000,
                random -> {
                    var key = new StringBuilder();
                    int length = 1 + random.nextInt(40);
                    while (key.length() < length) {
                        String signs = "/./%2e\\?#@:+ ~é日\uFFFD\u2028\u0000\n";
                        key.append(
                                random.nextInt(20) == 0
                                        ? "\uD83D\uDE00"
                                        : signs.charAt(random.nextInt(signs.length())));
                    }
                    URI uri = URI.create(InboxKey.uri("inbox", key.toString()).toString());

                    assertThat(ObjectName.of(uri))
                            .isEqualTo(new ObjectName("inbox", key.toString()));
                });
    }

    @Test
    void dotsAndEmptySegmentsAreOfTheKey() {
        assertThat(ObjectName.of(URI.create("s3://b/a/../../c//./d")).key())
                .isEqualTo("a/../../c//./d");
        assertThat(ObjectName.of(URI.create("s3://b//a")).key()).isEqualTo("/a");
        assertThat(ObjectName.of(URI.create("s3://b/%2e%2E%2fa%252e")).key()).isEqualTo("../a%2e");
    }

    @Test
    void whatNamesNoObjectIsRefusedWithTheRemedy() {
        assertRefused("s3:bucket/key", "give s3://bucket/key");
        assertRefused("s3:/bucket/key", "give s3://bucket/key");
        assertRefused("s3:///key", "give s3://bucket/key");
        assertRefused("s3://bucket", "give s3://bucket/key");
        assertRefused("s3://bucket/", "give s3://bucket/key");
        assertRefused("s3://me@bucket/key", "give s3://bucket/key");
        assertRefused("s3://bucket:443/key", "give s3://bucket/key");
        assertRefused("s3://bucket/key?versionId=1", "write a ? in a key as %3F");
        assertRefused("s3://bucket/key#part", "a # as %23");
        assertRefused("s3://bucket/%ff", "its escapes are not UTF-8");
    }

    @Test
    void aKeyHas1024BytesAtMost() {
        assertThat(ObjectName.of(URI.create("s3://b/" + "é".repeat(512))).key()).hasSize(512);
        assertRefused("s3://b/" + "é".repeat(512) + "a", "its key has 1025 bytes");
    }

    private static void assertRefused(String uri, String why) {
        assertThatThrownBy(() -> ObjectName.of(URI.create(uri)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(why);
    }
}
