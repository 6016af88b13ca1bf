package dev.fanfold.testkit.services;

import static dev.fanfold.testkit.services.Bucket.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// The behaviour of S3 for range reads.
///
/// Sources: S3-API, GetObject, and RFC 9110, section 14.
public interface RangePromises extends Promises {
    int SIZE = 100_000;

    private Bucket bucket() {
        var bucket = new Bucket(services(), services().bucket());
        bucket.put("a", bytes(SIZE));
        return bucket;
    }

    // Checks that this range consists of the bytes `first` to `last` of the object, and its
    // headers.
    private static void assertRange(Bucket bucket, String range, int first, int last) {
        var part = bucket.read("a", get -> get.range("bytes=" + range));

        assertThat(part.asByteArray()).isEqualTo(Arrays.copyOfRange(bytes(SIZE), first, last + 1));
        assertThat(part.response().contentRange())
                .isEqualTo("bytes " + first + "-" + last + "/" + SIZE);
        assertThat(part.response().contentLength()).isEqualTo(last - first + 1);
    }

    @Test
    default void aRangeOfBytesHoldsBothItsEnds() {
        Bucket bucket = bucket();

        assertRange(bucket, "0-0", 0, 0);
        assertRange(bucket, "0-9", 0, 9);
        assertRange(bucket, "50000-50999", 50_000, 50_999);
        assertRange(bucket, "99999-99999", 99_999, 99_999);
    }

    @Test
    default void aRangeThatEndsBeyondTheObjectIsShortened() {
        assertRange(bucket(), "99990-200000", 99_990, 99_999);
    }

    @Test
    default void aRangeWithoutAnEndGoesToTheEndOfTheObject() {
        assertRange(bucket(), "99000-", 99_000, 99_999);
    }

    @Test
    default void aRangeFromBeyondTheObjectIsRefused() {
        Bucket bucket = bucket();

        RefusedCalls.assertRefused(
                416,
                "InvalidRange",
                () -> bucket.get("a", get -> get.range("bytes=100000-100010")));
    }

    @Test
    default void anEmptyObjectHasNoRange() {
        Bucket bucket = bucket();
        bucket.put("empty", new byte[0]);

        RefusedCalls.assertRefused(
                416, "InvalidRange", () -> bucket.get("empty", get -> get.range("bytes=0-9")));
    }

    @Test
    default void aRangeOfTheExpectedEtagIsAnswered() {
        Bucket bucket = bucket();
        String etag = bucket.head("a").eTag();

        assertThat(bucket.get("a", get -> get.ifMatch(etag).range("bytes=10-19")))
                .isEqualTo(Arrays.copyOfRange(bytes(SIZE), 10, 20));
    }

    @Test
    default void aRangeTellsTheEtagOfTheWholeObject() {
        Bucket bucket = bucket();

        assertThat(bucket.read("a", get -> get.range("bytes=10-19")).response().eTag())
                .isEqualTo(bucket.head("a").eTag());
    }
}
