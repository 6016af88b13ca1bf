package dev.fanfold.testkit.services;

import static dev.fanfold.testkit.services.Bucket.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/// The behaviour of S3 for listings, copies, multipart uploads and deletion.
///
/// Functions use none of these.
public interface BucketPromises extends Promises {
    /// Keys in the order of their bytes. Java orders strings differently.
    List<String> KEYS =
            List.of(
                    "/a",
                    "A",
                    "a",
                    "a b",
                    "a+b",
                    "a/",
                    "a//b",
                    "a/b",
                    "a/b/c",
                    "a/c",
                    "b",
                    "é",
                    "\uFF5E",
                    "\uD83D\uDE00");

    private Bucket filled() {
        var bucket = new Bucket(services(), services().bucket());
        KEYS.reversed().forEach(key -> bucket.put(key, bytes("at " + key)));
        return bucket;
    }

    @Test
    default void keysAreListedInTheOrderOfTheirBytes() {
        assertThat(names(pages(filled(), list -> {}))).isEqualTo(KEYS);
    }

    @Test
    default void aListingInPagesIsTheWhole() {
        Bucket bucket = filled();
        for (int size = 1; size < 5; size++) {
            int max = size;
            assertThat(names(pages(bucket, list -> list.maxKeys(max)))).isEqualTo(KEYS);
        }
    }

    @Test
    default void aPrefixIsTakenLiterally() {
        Bucket bucket = filled();

        assertThat(names(pages(bucket, list -> list.prefix("a/"))))
                .containsExactly("a/", "a//b", "a/b", "a/b/c", "a/c");
        assertThat(names(pages(bucket, list -> list.prefix("a//")))).containsExactly("a//b");
        assertThat(names(pages(bucket, list -> list.prefix("/")))).containsExactly("/a");
        assertThat(names(pages(bucket, list -> list.prefix("a/b"))))
                .containsExactly("a/b", "a/b/c");
        assertThat(names(pages(bucket, list -> list.prefix("a/./")))).isEmpty();
    }

    @Test
    default void aDelimiterRollsUpWhatBeginsAlike() {
        Bucket bucket = filled();
        for (int size : new int[] {1, 2, 1_000}) {
            List<ListObjectsV2Response> root =
                    pages(bucket, list -> list.delimiter("/").maxKeys(size));
            assertThat(names(root))
                    .containsExactly("A", "a", "a b", "a+b", "b", "é", "\uFF5E", "\uD83D\uDE00");
            assertThat(prefixes(root)).containsExactly("/", "a/");

            List<ListObjectsV2Response> below =
                    pages(bucket, list -> list.prefix("a/").delimiter("/").maxKeys(size));
            assertThat(names(below)).containsExactly("a/", "a/b", "a/c");
            assertThat(prefixes(below)).containsExactly("a//", "a/b/");
        }
    }

    @Test
    default void aListingMayStartAfterAKey() {
        Bucket bucket = filled();

        assertThat(names(pages(bucket, list -> list.startAfter("a/b/c").maxKeys(2))))
                .containsExactly("a/c", "b", "é", "\uFF5E", "\uD83D\uDE00");
    }

    @Test
    default void aDeletionTakesOneKey() {
        Bucket bucket = filled();

        services().s3().deleteObject(it -> it.bucket(bucket.name()).key("a/b"));

        RefusedCalls.assertRefused(NoSuchKeyException.class, () -> bucket.get("a/b"));
        assertThat(names(pages(bucket, list -> {})))
                .hasSize(KEYS.size() - 1)
                .contains("a//b", "a/b/c");
    }

    @Test
    default void aCopyIsOfTheKeyAsItIsSpelled() {
        Bucket bucket = filled();

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

    @Test
    default void anUploadInPartsMayHaveAnyKey() {
        var bucket = new Bucket(services(), services().bucket());
        for (String key : List.of("p/../q", "/p//", "é".repeat(512), "k".repeat(1_024))) {
            byte[] first = bytes(5 * 1024 * 1024);
            String id =
                    services()
                            .s3()
                            .createMultipartUpload(it -> it.bucket(bucket.name()).key(key))
                            .uploadId();
            List<String> etags =
                    List.of(
                            part(bucket, key, id, 1, first),
                            part(bucket, key, id, 2, bytes("end")));
            services()
                    .s3()
                    .completeMultipartUpload(it ->
                            it.bucket(bucket.name())
                                    .key(key)
                                    .uploadId(id)
                                    .multipartUpload(all ->
                                            all.parts(
                                                    List.of(
                                                            numbered(1, etags.getFirst()),
                                                            numbered(2, etags.getLast())))));

            assertThat(bucket.head(key).contentLength()).isEqualTo(first.length + 3L);
            assertThat(bucket.get(key, get -> get.range("bytes=5242880-"))).isEqualTo(bytes("end"));
        }
        assertThat(names(pages(bucket, list -> {}))).hasSize(4);
    }

    private static CompletedPart numbered(int number, String etag) {
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    private String part(Bucket bucket, String key, String id, int number, byte[] bytes) {
        return services()
                .s3()
                .uploadPart(
                        part -> part.bucket(bucket.name()).key(key).uploadId(id).partNumber(number),
                        RequestBody.fromBytes(bytes))
                .eTag();
    }

    private List<ListObjectsV2Response> pages(
            Bucket bucket, Consumer<ListObjectsV2Request.Builder> asked) {
        var pages = new ArrayList<ListObjectsV2Response>();
        String token = null;
        do {
            String from = token;
            pages.add(
                    services()
                            .s3()
                            .listObjectsV2(list ->
                                    asked.accept(
                                            list.bucket(bucket.name()).continuationToken(from))));
            token = pages.getLast().nextContinuationToken();
        } while (token != null);
        return pages;
    }

    private static List<String> names(List<ListObjectsV2Response> pages) {
        return pages.stream().flatMap(page -> page.contents().stream()).map(S3Object::key).toList();
    }

    private static List<String> prefixes(List<ListObjectsV2Response> pages) {
        return pages.stream()
                .flatMap(page -> page.commonPrefixes().stream())
                .map(CommonPrefix::prefix)
                .toList();
    }
}
