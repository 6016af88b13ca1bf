package dev.fanfold.testkit.services;

import static dev.fanfold.testkit.services.Bucket.bytes;
import static dev.fanfold.testkit.services.PartedUpload.joined;
import static dev.fanfold.testkit.services.PartedUpload.large;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.Part;

/// The behaviour of S3 for the parts of an upload.
///
/// Sources: S3-API, UploadPart, ListParts and CompleteMultipartUpload, and S3-Guide, "Multipart
/// upload limits".
public interface PartPromises extends Promises {
    private PartedUpload upload() {
        return PartedUpload.begin(new Bucket(services(), services().bucket()), "a");
    }

    private static byte[] object(PartedUpload upload) {
        return upload.bucket().get(upload.key());
    }

    @Test
    default void partsAreJoinedInTheOrderOfTheirNumbers() {
        PartedUpload upload = upload();
        CompletedPart last = upload.put(9, bytes("end"));
        CompletedPart first = upload.put(2, large(2));
        CompletedPart second = upload.put(5, large(5));

        upload.complete(first, second, last);

        assertThat(object(upload)).isEqualTo(joined(large(2), large(5), bytes("end")));
    }

    @Test
    default void onlyTheListedPartsAreJoined() {
        PartedUpload upload = upload();
        CompletedPart first = upload.put(1, large(1));
        upload.put(2, large(2));
        CompletedPart last = upload.put(3, bytes("end"));
        upload.put(4, bytes("beyond"));

        upload.complete(first, last);

        assertThat(object(upload)).isEqualTo(joined(large(1), bytes("end")));
    }

    @Test
    default void aPartReplacesAnEarlierOneOfItsNumber() {
        PartedUpload upload = upload();
        CompletedPart replaced = upload.put(1, bytes("old"));
        CompletedPart part = upload.put(1, bytes("new"));

        RefusedCalls.assertRefused(400, "InvalidPart", () -> upload.complete(replaced));
        upload.complete(part);

        assertThat(object(upload)).isEqualTo(bytes("new"));
    }

    @Test
    default void aPartThatWasNotUploadedIsInvalid() {
        PartedUpload upload = upload();
        CompletedPart part = upload.put(1, large(1));
        CompletedPart missing = PartedUpload.part(2, part.eTag());

        RefusedCalls.assertRefused(400, "InvalidPart", () -> upload.complete(part, missing));
        upload.complete(part);

        assertThat(object(upload)).isEqualTo(large(1));
    }

    @Test
    default void aListOfPartsInAnotherOrderIsRefused() {
        PartedUpload upload = upload();
        CompletedPart first = upload.put(1, large(1));
        CompletedPart second = upload.put(2, large(2));

        RefusedCalls.assertRefused(400, "InvalidPartOrder", () -> upload.complete(second, first));
        upload.complete(first, second);

        assertThat(object(upload)).isEqualTo(joined(large(1), large(2)));
    }

    @Test
    default void onlyTheLastPartMayBeSmallerThan5MiB() {
        PartedUpload upload = upload();
        CompletedPart small = upload.put(1, Arrays.copyOf(large(1), PartedUpload.MIN_PART - 1));
        CompletedPart last = upload.put(2, bytes("x"));

        RefusedCalls.assertRefused(400, "EntityTooSmall", () -> upload.complete(small, last));
        CompletedPart enough = upload.put(1, large(1));
        upload.complete(enough, last);

        assertThat(object(upload)).isEqualTo(joined(large(1), bytes("x")));
    }

    @Test
    default void aNumberOfAPartIsFrom1To10000() {
        PartedUpload upload = upload();

        RefusedCalls.assertRefused(400, "InvalidArgument", () -> upload.put(0, bytes("x")));
        RefusedCalls.assertRefused(400, "InvalidArgument", () -> upload.put(10_001, bytes("x")));
        upload.complete(upload.put(10_000, bytes("x")));

        assertThat(object(upload)).isEqualTo(bytes("x"));
    }

    /// S3-Guide, "Checking object integrity": the ETag of an upload in parts ends in a dash and the
    /// number of its parts.
    @Test
    default void theEtagOfAnUploadTellsTheNumberOfItsParts() {
        PartedUpload upload = upload();
        CompletedPart first = upload.put(1, large(1));
        String etag = upload.complete(first, upload.put(2, bytes("end"))).eTag();

        assertThat(etag).matches("\"[^\"-]+-2\"");
        assertThat(upload.bucket().head("a").eTag()).isEqualTo(etag);
        assertThat(upload.bucket().read("a", get -> {}).response().eTag()).isEqualTo(etag);
    }

    @Test
    default void thePartsOfAnUploadAreListedInPages() {
        PartedUpload upload = upload();
        CompletedPart eleventh = upload.put(11, bytes("eleven"));
        CompletedPart second = upload.put(2, bytes("two"));
        upload.put(3, bytes("old"));
        CompletedPart third = upload.put(3, bytes("three"));

        for (int max : new int[] {1, 2, 1_000}) {
            List<Part> parts = parts(upload, max);

            assertThat(parts).extracting(Part::partNumber).containsExactly(2, 3, 11);
            assertThat(parts).extracting(Part::size).containsExactly(3L, 5L, 6L);
            assertThat(parts)
                    .extracting(Part::eTag)
                    .containsExactly(second.eTag(), third.eTag(), eleventh.eTag());
        }
    }

    // All parts of an upload, listed in pages of at most `max` parts.
    private static List<Part> parts(PartedUpload upload, int max) {
        var parts = new ArrayList<Part>();
        ListPartsResponse page;
        Integer marker = null;
        do {
            Integer after = marker;
            page =
                    upload.bucket()
                            .services()
                            .s3()
                            .listParts(list ->
                                    list.bucket(upload.bucket().name())
                                            .key(upload.key())
                                            .uploadId(upload.id())
                                            .maxParts(max)
                                            .partNumberMarker(after));
            parts.addAll(page.parts());
            marker = page.nextPartNumberMarker();
        } while (page.isTruncated());
        return parts;
    }

    @Test
    default void thePartsOfAnUploadThatIsGoneAreNotFound() {
        PartedUpload upload = upload();
        upload.complete(upload.put(1, bytes("all")));

        RefusedCalls.assertRefused(404, "NoSuchUpload", () -> parts(upload, 10));
    }
}
