package dev.fanfold.testkit.services;

import static dev.fanfold.testkit.services.Bucket.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The behaviour of S3 for copies.
///
/// Functions do not copy.
public interface BucketPromises extends Promises {
    @Test
    default void aCopyIsOfTheKeyAsItIsSpelled() {
        var bucket = new Bucket(services(), services().bucket());
        bucket.put("a/b", bytes("at a/b"));
        bucket.put("a//b", bytes("at a//b"));

        services()
                .s3()
                .copyObject(copy ->
                        copy.sourceBucket(bucket.name())
                                .sourceKey("a//b")
                                .destinationBucket(bucket.name())
                                .destinationKey("c/../a/b"));

        assertThat(bucket.get("c/../a/b")).isEqualTo(bytes("at a//b"));
        assertThat(bucket.get("a/b")).isEqualTo(bytes("at a/b"));
    }
}
