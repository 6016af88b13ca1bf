package dev.fanfold.testkit.services;

import static dev.fanfold.testkit.services.Bucket.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/// The behaviour of S3 for listings and deletion in a bucket without versioning.
///
/// Sources: S3-API, ListObjectsV2 and DeleteObject.
public interface ListPromises extends Promises {
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

    // A bucket with an object for each of the keys.
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
    default void aDeletionRemovesOnlyItsKey() {
        Bucket bucket = filled();

        services().s3().deleteObject(it -> it.bucket(bucket.name()).key("a/b"));

        RefusedCalls.assertRefused(NoSuchKeyException.class, () -> bucket.get("a/b"));
        assertThat(names(pages(bucket, list -> {})))
                .hasSize(KEYS.size() - 1)
                .contains("a//b", "a/b/c");
    }

    @Test
    default void aListingSeesWhatWasWrittenAndDeletedBefore() {
        var bucket = new Bucket(services(), services().bucket());
        assertThat(names(pages(bucket, list -> {}))).isEmpty();

        bucket.put("b", bytes("first"));
        bucket.put("a", bytes("other"));
        services().s3().deleteObject(it -> it.bucket(bucket.name()).key("b"));
        bucket.put("c", bytes("last"));

        assertThat(names(pages(bucket, list -> {}))).containsExactly("a", "c");
    }

    @Test
    default void aListingTellsSizeAndEtagOfEachObject() {
        var bucket = new Bucket(services(), services().bucket());
        String etag = bucket.put("a", bytes(1_234)).eTag();
        bucket.put("b", new byte[0]);

        List<S3Object> listed =
                services().s3().listObjectsV2(list -> list.bucket(bucket.name())).contents();

        assertThat(listed).extracting(S3Object::size).containsExactly(1_234L, 0L);
        assertThat(listed.getFirst().eTag()).isEqualTo(etag);
    }

    /// S3-API, DeleteObject: a key that does not exist is deleted without an error.
    @Test
    default void aKeyIsDeletedTwiceWithoutAnError() {
        Bucket bucket = filled();

        for (int i = 0; i < 2; i++) {
            services().s3().deleteObject(it -> it.bucket(bucket.name()).key("a"));
        }

        assertThat(names(pages(bucket, list -> {}))).doesNotContain("a").contains("A", "a/");
    }

    // All pages of a listing. The last parameter sets further parts of the request.
    private List<ListObjectsV2Response> pages(
            Bucket bucket, Consumer<ListObjectsV2Request.Builder> more) {
        var pages = new ArrayList<ListObjectsV2Response>();
        String token = null;
        do {
            String from = token;
            pages.add(
                    services()
                            .s3()
                            .listObjectsV2(list ->
                                    more.accept(
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
