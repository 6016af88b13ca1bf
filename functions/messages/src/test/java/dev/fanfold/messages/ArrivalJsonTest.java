package dev.fanfold.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.arrival.Arrival;
import dev.fanfold.workload.Pin;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// S3's notifications, in S3's form and in unexpected forms.
class ArrivalJsonTest {
    private static final String RECORD =
            """
            {"eventVersion":"2.1","eventSource":"aws:s3","eventName":"%s","s3":{"bucket":{"name":"inbox"},
             "object":{"key":"%s","size":12,"eTag":"0123456789abcdef0123456789abcdef"%s,"sequencer":"0061"}}}\
            """;

    @Test
    void everyObjectOfANotificationIsPinned() {
        String text =
                notification(
                        RECORD.formatted("ObjectCreated:Put", "a/b/c", ",\"versionId\":\"v1\""),
                        RECORD.formatted("ObjectCreated:Copy", "a/b/d", ""));

        assertThat(ArrivalJson.read(text))
                .isInstanceOfSatisfying(
                        Arrival.Uploaded.class,
                        uploaded -> {
                            assertThat(uploaded.objects())
                                    .extracting(pin -> pin.uri().toString())
                                    .containsExactly("s3://inbox/a/b/c", "s3://inbox/a/b/d");
                            assertThat(uploaded.objects())
                                    .extracting(Pin::version)
                                    .containsExactly("v1", "");
                            assertThat(uploaded.objects())
                                    .extracting(Pin::size)
                                    .containsExactly(12L, 12L);
                        });
    }

    @Test
    void keysAreDecodedOnce() {
        assertThat(keyOf("tabulate/x/a+b%2Bc%2525%C3%BC.csv"))
                .isEqualTo("tabulate/x/a b+c%25ü.csv");
    }

    @Test
    void anyKeyComesThrough() {
        long seed = 20_260_131;
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            String key = key(random);
            assertThat(keyOf(URLEncoder.encode(key, StandardCharsets.UTF_8)))
                    .as("seed %d, round %d", seed, i)
                    .isEqualTo(key);
        }
    }

    @Test
    void theBucketsTestEventAndRemovalsAreNothingToDo() {
        assertThat(
                        ArrivalJson.read(
                                "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"inbox\"}"))
                .isEqualTo(new Arrival.Nothing("s3:TestEvent"));
        assertThat(
                        ArrivalJson.read(
                                notification(
                                        RECORD.formatted("ObjectRemoved:Delete", "a/b/c", ""))))
                .isInstanceOf(Arrival.Nothing.class);
    }

    @Test
    void aBucketWithoutVersionsHasNone() {
        Arrival arrival =
                ArrivalJson.read(
                        notification(
                                RECORD.formatted(
                                        "ObjectCreated:Put", "k", ",\"versionId\":\"null\"")));

        assertThat(((Arrival.Uploaded) arrival).objects().getFirst().version()).isEmpty();
    }

    @Test
    void aKeyThatIsNotEncodedRightIsRefused() {
        assertThatThrownBy(() -> keyOf("100%"))
                .isInstanceOf(UnreadableMessageException.class)
                .hasMessageContaining("100%");
    }

    private static String keyOf(String encoded) {
        Arrival arrival =
                ArrivalJson.read(notification(RECORD.formatted("ObjectCreated:Put", encoded, "")));
        return ((Arrival.Uploaded) arrival).objects().getFirst().uri().getPath().substring(1);
    }

    private static String notification(String... records) {
        return "{\"Records\":[" + String.join(",", List.of(records)) + "]}";
    }

    private static String key(Random random) {
        var key = new StringBuilder();
        for (int i = random.nextInt(1, 60); i > 0; i--) {
            key.appendCodePoint(
                    random.nextBoolean()
                            ? " /+%&?#:..\\\"'~ä€😀".codePointAt(random.nextInt(16))
                            : random.nextInt('!', 0xd7ff));
        }
        return key.toString();
    }
}
