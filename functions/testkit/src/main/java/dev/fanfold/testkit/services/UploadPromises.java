package dev.fanfold.testkit.services;

import static dev.fanfold.testkit.services.Bucket.bytes;
import static dev.fanfold.testkit.services.PartedUpload.joined;
import static dev.fanfold.testkit.services.PartedUpload.large;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/// The behaviour of S3 for the life of an upload in parts.
///
/// Sources: S3-API, CreateMultipartUpload, CompleteMultipartUpload, AbortMultipartUpload and
/// ListMultipartUploads, and S3-Guide, "Multipart upload overview".
public interface UploadPromises extends Promises {
    private Bucket bucket() {
        return new Bucket(services(), services().bucket());
    }

    private static List<String> keys(Bucket bucket) {
        return bucket
                .services()
                .s3()
                .listObjectsV2(list -> list.bucket(bucket.name()))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
    }

    @Test
    default void anUploadInPartsMayHaveAnyKey() {
        Bucket bucket = bucket();
        for (String key : List.of("p/../q", "/p//", "é".repeat(512), "k".repeat(1_024))) {
            PartedUpload upload = PartedUpload.begin(bucket, key);
            upload.complete(upload.put(1, large(1)), upload.put(2, bytes("end")));

            assertThat(bucket.head(key).contentLength()).isEqualTo(large(1).length + 3L);
            assertThat(bucket.get(key, get -> get.range("bytes=5242880-"))).isEqualTo(bytes("end"));
        }
        assertThat(keys(bucket)).hasSize(4);
    }

    @Test
    default void nothingIsThereBeforeAnUploadIsCompleted() {
        Bucket bucket = bucket();
        PartedUpload upload = PartedUpload.begin(bucket, "a");
        CompletedPart part = upload.put(1, bytes("all"));

        RefusedCalls.assertRefused(NoSuchKeyException.class, () -> bucket.get("a"));
        RefusedCalls.assertRefused(404, () -> bucket.head("a"));
        assertThat(keys(bucket)).isEmpty();

        upload.complete(part);
        assertThat(bucket.get("a")).isEqualTo(bytes("all"));
        assertThat(keys(bucket)).containsExactly("a");
    }

    @Test
    default void anUploadReplacesAnObjectOnlyWhenItIsCompleted() {
        Bucket bucket = bucket();
        bucket.put("a", bytes("old"));
        PartedUpload upload = PartedUpload.begin(bucket, "a");
        CompletedPart first = upload.put(1, large(1));
        CompletedPart last = upload.put(2, bytes("new"));

        assertThat(bucket.get("a")).isEqualTo(bytes("old"));
        upload.complete(first, last);

        assertThat(bucket.get("a")).isEqualTo(joined(large(1), bytes("new")));
    }

    @Test
    default void ofTwoUploadsOfAKeyTheOneCompletedLaterStays() {
        Bucket bucket = bucket();
        PartedUpload first = PartedUpload.begin(bucket, "a");
        PartedUpload second = PartedUpload.begin(bucket, "a");
        CompletedPart ofFirst = first.put(1, bytes("first"));
        CompletedPart ofSecond = second.put(1, bytes("second"));

        second.complete(ofSecond);
        first.complete(ofFirst);

        assertThat(first.id()).isNotEqualTo(second.id());
        assertThat(bucket.get("a")).isEqualTo(bytes("first"));
    }

    /// S3-API, CompleteMultipartUpload, errors: NoSuchUpload, "might have been aborted or
    /// completed". S3 also answers a repeated call with its first answer.
    @Test
    default void anUploadCompletedTwiceIsDoneOrGoneAndKeepsItsObject() {
        Bucket bucket = bucket();
        PartedUpload upload = PartedUpload.begin(bucket, "a");
        CompletedPart part = upload.put(1, bytes("all"));
        upload.complete(part);

        try {
            upload.complete(part);
        } catch (S3Exception e) {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NoSuchUpload");
        }

        assertThat(bucket.get("a")).isEqualTo(bytes("all"));
    }

    @Test
    default void anAbortedUploadIsGone() {
        Bucket bucket = bucket();
        PartedUpload upload = PartedUpload.begin(bucket, "a");
        CompletedPart part = upload.put(1, bytes("all"));

        upload.abort();

        RefusedCalls.assertRefused(404, "NoSuchUpload", () -> upload.complete(part));
        RefusedCalls.assertRefused(404, "NoSuchUpload", () -> upload.put(2, bytes("more")));
        assertThat(keys(bucket)).isEmpty();
    }

    @Test
    default void anAbortAfterTheCompletionKeepsTheObject() {
        Bucket bucket = bucket();
        PartedUpload upload = PartedUpload.begin(bucket, "a");
        upload.complete(upload.put(1, bytes("all")));

        try {
            upload.abort();
        } catch (S3Exception e) {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NoSuchUpload");
        }

        assertThat(bucket.get("a")).isEqualTo(bytes("all"));
    }

    @Test
    default void anUploadThatWasNotBegunIsNotFound() {
        Bucket bucket = bucket();
        PartedUpload begun = PartedUpload.begin(bucket, "a");
        var other = new PartedUpload(bucket, "b", begun.id());

        RefusedCalls.assertRefused(404, "NoSuchUpload", () -> other.put(1, bytes("x")));
        RefusedCalls.assertRefused(
                404, "NoSuchUpload", () -> other.complete(PartedUpload.part(1, "\"x\"")));
    }

    @Test
    default void onlyOpenUploadsAreListed() {
        Bucket bucket = bucket();
        PartedUpload completed = PartedUpload.begin(bucket, "outputs/done");
        PartedUpload.begin(bucket, "outputs/z");
        PartedUpload.begin(bucket, "outputs/b").put(1, bytes("x"));
        PartedUpload.begin(bucket, "other");
        PartedUpload aborted = PartedUpload.begin(bucket, "outputs/aborted");

        completed.complete(completed.put(1, bytes("x")));
        aborted.abort();

        assertThat(PartedUpload.open(bucket, "outputs/")).containsExactly("outputs/b", "outputs/z");
    }
}
