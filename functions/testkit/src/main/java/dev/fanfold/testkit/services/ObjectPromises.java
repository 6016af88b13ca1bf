package dev.fanfold.testkit.services;

import static dev.fanfold.testkit.services.Bucket.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The behaviour of S3 for objects in a bucket without versioning.
public interface ObjectPromises extends Promises {
    int NOT_FOUND = 404;
    int CONFLICT = 409;
    int PRECONDITION_FAILED = 412;

    private Bucket bucket() {
        return new Bucket(services(), services().bucket());
    }

    @Test
    default void anObjectIsReadAsItWasWritten() {
        Bucket bucket = bucket();
        byte[] bytes = bytes(300_000);

        bucket.put("values/a.bin", bytes);

        assertThat(bucket.get("values/a.bin")).isEqualTo(bytes);
    }

    @Test
    default void anObjectMayBeEmpty() {
        Bucket bucket = bucket();

        bucket.put("empty", new byte[0]);

        assertThat(bucket.get("empty")).isEmpty();
        assertThat(bucket.head("empty").contentLength()).isZero();
    }

    @Test
    default void aLaterObjectReplacesAnEarlierOne() {
        Bucket bucket = bucket();
        bucket.put("a", bytes("first"));

        bucket.put("a", bytes("second"));

        assertThat(bucket.get("a")).isEqualTo(bytes("second"));
    }

    @Test
    default void aKeyThatIsNotThereIsAnErrorOfItsOwn() {
        Bucket bucket = bucket();
        bucket.put("a/b", bytes("x"));

        RefusedCalls.assertRefused(NoSuchKeyException.class, () -> bucket.get("nothing"));
        RefusedCalls.assertRefused(NoSuchKeyException.class, () -> bucket.get("a"));
    }

    @Test
    default void theHeadOfAKeyThatIsNotThereIsNotFound() {
        Bucket bucket = bucket();

        RefusedCalls.assertRefused(NOT_FOUND, () -> bucket.head("nothing"));
    }

    @Test
    default void aBucketThatIsNotThereIsAnErrorOfItsOwn() {
        var none = new Bucket(services(), Services.fresh("none"));

        RefusedCalls.assertRefused(NoSuchBucketException.class, () -> none.get("a"));
    }

    @Test
    default void theHeadTellsSizeAndEtagOfTheObject() {
        Bucket bucket = bucket();
        PutObjectResponse put = bucket.put("a", bytes(1_234));

        var head = bucket.head("a");

        assertThat(head.contentLength()).isEqualTo(1_234);
        assertThat(head.eTag()).isEqualTo(put.eTag()).startsWith("\"").endsWith("\"");
        assertThat(bucket.read("a", get -> {}).response().eTag()).isEqualTo(head.eTag());
    }

    @Test
    default void anObjectWithoutVersionsNamesNone() {
        Bucket bucket = bucket();

        assertThat(bucket.put("a", bytes("x")).versionId()).isNull();
        assertThat(bucket.head("a").versionId()).isNull();
    }

    @Test
    default void otherBytesHaveAnotherEtag() {
        Bucket bucket = bucket();

        assertThat(bucket.put("a", bytes("second")).eTag())
                .isNotEqualTo(bucket.put("a", bytes("first")).eTag());
    }

    @Test
    default void aKeyIsWrittenOnceUnderACondition() {
        Bucket bucket = bucket();
        bucket.putIfAbsent("result.json", bytes("first"));

        RefusedCalls.assertRefused(
                PRECONDITION_FAILED,
                "PreconditionFailed",
                () -> bucket.putIfAbsent("result.json", bytes("second")));

        assertThat(bucket.get("result.json")).isEqualTo(bytes("first"));
    }

    /// S3-Guide, "Conditional writes": writes during another conditional write get 412 or 409.
    @Test
    default void ofWritersAtOnceUnderAConditionOneWins() {
        Bucket bucket = bucket();

        List<Integer> answers = services().concurrently(writers(8, bucket));

        assertThat(Collections.frequency(answers, 0)).isEqualTo(1);
        assertThat(answers).isSubsetOf(0, CONFLICT, PRECONDITION_FAILED);
        assertThat(bucket.get("result.json")).isEqualTo(bytes("writer " + answers.indexOf(0)));
    }

    // Calls that write one key unless it exists. A call returns 0, or the status of its error.
    private static List<Callable<Integer>> writers(int count, Bucket bucket) {
        return IntStream.range(0, count)
                .<Callable<Integer>>mapToObj(i ->
                        () -> {
                            try {
                                bucket.putIfAbsent("result.json", bytes("writer " + i));
                                return 0;
                            } catch (S3Exception e) {
                                return e.statusCode();
                            }
                        })
                .toList();
    }

    @Test
    default void aReadOfTheExpectedEtagIsAnswered() {
        Bucket bucket = bucket();
        String etag = bucket.put("a", bytes("first")).eTag();

        assertThat(bucket.get("a", get -> get.ifMatch(etag))).isEqualTo(bytes("first"));
    }

    @Test
    default void aReadOfAnEtagThatWasReplacedIsRefused() {
        Bucket bucket = bucket();
        String etag = bucket.put("a", bytes("first")).eTag();
        bucket.put("a", bytes("second"));

        RefusedCalls.assertRefused(
                PRECONDITION_FAILED,
                "PreconditionFailed",
                () -> bucket.get("a", get -> get.ifMatch(etag)));
        RefusedCalls.assertRefused(
                PRECONDITION_FAILED,
                "PreconditionFailed",
                () -> bucket.get("a", get -> get.ifMatch(etag).range("bytes=0-1")));
    }

    @Test
    default void aKeyMayHoldSpacesSignsAndAnyLetter() {
        Bucket bucket = bucket();
        var written = new HashMap<String, byte[]>();
        for (String key :
                List.of(
                        "a b/c",
                        "a+b/c",
                        "a%20b/c",
                        "100%",
                        "ä/日本/😀",
                        "x=1&y=2?#z",
                        "q'u\"o(t)e;s,:@$!*~")) {
            written.put(key, bytes("at " + key));
        }

        written.forEach(bucket::put);

        for (Map.Entry<String, byte[]> one : written.entrySet()) {
            assertThat(bucket.get(one.getKey())).as(one.getKey()).isEqualTo(one.getValue());
        }
    }

    /// S3-Guide, "Naming Amazon S3 objects": keys are flat, and dots are legal in them.
    @Test
    default void dotsInAKeyLeadNowhere() {
        Bucket bucket = bucket();
        bucket.put("a/../b", bytes("with dots"));

        RefusedCalls.assertRefused(NoSuchKeyException.class, () -> bucket.get("b"));
        assertThat(bucket.get("a/../b")).isEqualTo(bytes("with dots"));
    }

    @Test
    default void aKeyMayBeTheBeginningOfAnother() {
        Bucket bucket = bucket();
        bucket.put("a", bytes("short"));
        bucket.put("a/b", bytes("long"));

        assertThat(bucket.get("a")).isEqualTo(bytes("short"));
        assertThat(bucket.get("a/b")).isEqualTo(bytes("long"));
    }
}
