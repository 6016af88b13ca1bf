package dev.fanfold.testkit.services;

import static dev.fanfold.testkit.services.Bucket.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/// The behaviour of S3 for a bucket with versioning.
public interface VersionPromises extends Promises {
    private Bucket bucket() {
        return new Bucket(services(), services().versionedBucket());
    }

    @Test
    default void everyObjectHasAVersionOfItsOwn() {
        Bucket bucket = bucket();

        String first = bucket.put("a", bytes("same")).versionId();
        String second = bucket.put("a", bytes("same")).versionId();

        assertThat(first).isNotBlank().isNotEqualTo("null").isNotEqualTo(second);
        assertThat(second).isNotBlank();
    }

    @Test
    default void theHeadNamesTheLastVersion() {
        Bucket bucket = bucket();
        bucket.put("a", bytes("first"));
        PutObjectResponse second = bucket.put("a", bytes("second, longer"));

        var head = bucket.head("a");

        assertThat(head.versionId()).isEqualTo(second.versionId());
        assertThat(head.eTag()).isEqualTo(second.eTag());
        assertThat(head.contentLength()).isEqualTo("second, longer".length());
    }

    @Test
    default void aReplacedVersionIsStillRead() {
        Bucket bucket = bucket();
        String first = bucket.put("a", bytes("first")).versionId();
        bucket.put("a", bytes("second"));

        assertThat(bucket.get("a", get -> get.versionId(first))).isEqualTo(bytes("first"));
        assertThat(bucket.get("a")).isEqualTo(bytes("second"));
    }

    @Test
    default void aRangeOfAReplacedVersionIsStillRead() {
        Bucket bucket = bucket();
        String first = bucket.put("a", bytes("first")).versionId();
        bucket.put("a", bytes("second"));

        var part = bucket.read("a", get -> get.versionId(first).range("bytes=1-3"));

        assertThat(part.asByteArray()).isEqualTo(bytes("irs"));
        assertThat(part.response().versionId()).isEqualTo(first);
    }

    @Test
    default void aReadWithoutAVersionNamesTheOneItRead() {
        Bucket bucket = bucket();
        bucket.put("a", bytes("first"));
        String second = bucket.put("a", bytes("second")).versionId();

        assertThat(bucket.read("a", get -> {}).response().versionId()).isEqualTo(second);
    }

    @Test
    default void aConditionLooksAtTheLastVersion() {
        Bucket bucket = bucket();
        bucket.put("a", bytes("first"));

        RefusedCalls.assertRefused(
                412, "PreconditionFailed", () -> bucket.putIfAbsent("a", bytes("second")));
    }
}
