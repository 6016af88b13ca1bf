package dev.fanfold.testkit.services;

import static dev.fanfold.testkit.services.Bucket.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.testkit.Seeds;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// The behaviour of S3 for keys: opaque text of 1 to 1,024 bytes in UTF-8.
///
/// S3-Guide, "Naming Amazon S3 objects".
public interface KeyPromises extends Promises {
    /// The maximum length of a key, in bytes.
    int MAX_BYTES = 1_024;

    private Bucket bucket() {
        return new Bucket(services(), services().bucket());
    }

    @Test
    default void everyKeyIsAnObjectOfItsOwn() {
        assertApart(
                List.of(
                        "a/b",
                        "a//b",
                        "a///b",
                        "a/./b",
                        "a/x/../b",
                        "/a/b",
                        "//a/b",
                        "a/b/",
                        "a/b//",
                        "./a/b",
                        "../a/b",
                        "../../a/b",
                        "../../../../a/b",
                        "a/b/.",
                        "a/b/..",
                        "A/b",
                        "a/B",
                        "a\\b",
                        "a%2Fb",
                        "a%2fb",
                        "%2e%2e/a/b",
                        "a/b ",
                        " a/b",
                        "a/b.",
                        "a/b;",
                        ".",
                        "..",
                        "...",
                        "-",
                        "~",
                        "con",
                        "a;x=1/b",
                        "a|b",
                        "a:b",
                        "a*b"));
    }

    @Test
    default void aFolderIsAnObjectLikeAnyOther() {
        assertApart(List.of("dir/file", "dir", "dir/", "dir//", "dir/file/", "dir/file/more"));
        assertApart(List.of("dir/", "dir", "dir/file/more", "dir/file"));
    }

    @Test
    default void lettersAreNeitherFoldedNorComposed() {
        assertApart(
                List.of("é", "e\u0301", "É", "E\u0301", "ß", "ss", "SS", "İ", "i", "I", "ﬁ", "fi"));
    }

    @Test
    default void slashesAloneAreKeys() {
        assertApart(List.of("/", "//", "///", "/".repeat(MAX_BYTES)));
    }

    @Test
    default void longKeysAreToldApartByTheirLastByte() {
        assertApart(
                List.of(
                        "k".repeat(MAX_BYTES),
                        "k".repeat(MAX_BYTES - 1) + "l",
                        "k".repeat(MAX_BYTES - 1),
                        "K".repeat(MAX_BYTES),
                        "é".repeat(MAX_BYTES / 2),
                        "\uD83D\uDE00".repeat(MAX_BYTES / 4),
                        "../".repeat(MAX_BYTES / 3),
                        "k".repeat(150),
                        "k".repeat(151),
                        "k".repeat(255),
                        "k".repeat(256) + "/" + "k".repeat(300)));
    }

    @Test
    default void aKeyOfMoreThan1024BytesIsRefused() {
        Bucket bucket = bucket();
        for (String key :
                List.of(
                        "k".repeat(MAX_BYTES + 1),
                        "a" + "é".repeat(MAX_BYTES / 2),
                        "a/".repeat(513))) {
            RefusedCalls.assertRefused(400, "KeyTooLongError", () -> bucket.put(key, bytes("x")));
            RefusedCalls.assertRefused(400, "KeyTooLongError", () -> bucket.get(key));
        }
    }

    @Test
    default void anotherSpellingIsNotThere() {
        Bucket bucket = bucket();
        bucket.put("a/b", bytes("x"));

        for (String key : List.of("a//b", "a/./b", "a/c/../b", "/a/b", "A/b", "a/b/", "a", "a/")) {
            RefusedCalls.assertRefused(NoSuchKeyException.class, () -> bucket.get(key));
            RefusedCalls.assertRefused(404, () -> bucket.head(key));
        }
    }

    @Test
    default void aConditionLooksAtTheKeyAsItIsSpelled() {
        Bucket bucket = bucket();
        for (String key : List.of("a/b", "a//b", "a/./b", "A/b", "/a/b", "a/b/", "a")) {
            bucket.putIfAbsent(key, bytes("first"));
            RefusedCalls.assertRefused(
                    412, "PreconditionFailed", () -> bucket.putIfAbsent(key, bytes("second")));
        }
    }

    @Test
    default void anyTwoKeysAreTwoObjects() {
        Seeds.forSeeds(
                1,
                3,
                random -> {
                    Set<String> keys = new LinkedHashSet<>();
                    while (keys.size() < 40) {
                        String key = key(random);
                        if (!key.matches("/+")) { // such keys have a case of their own
                            keys.add(key);
                        }
                    }
                    assertApart(keys);
                });
    }

    private static String key(RandomGenerator random) {
        String[] parts = {
            "/",
            "/",
            ".",
            "..",
            "a",
            "A",
            "b",
            "%",
            "%2f",
            "+",
            " ",
            "?",
            "#",
            "&",
            "=",
            "é",
            "日",
            "\uD83D\uDE00",
            "\\",
            "-",
            "@",
            "k".repeat(80)
        };
        var key = new StringBuilder(parts[random.nextInt(parts.length)]);
        for (int i = random.nextInt(8); i > 0; i--) {
            key.append(parts[random.nextInt(parts.length)]);
        }
        return key.toString();
    }

    // Checks that each of these keys has its own object.
    private void assertApart(Collection<String> keys) {
        Bucket bucket = bucket();
        for (String key : keys) {
            bucket.put(key, bytes("at " + key));
        }
        for (String key : keys) {
            assertThat(bucket.get(key)).as(key).isEqualTo(bytes("at " + key));
            assertThat(bucket.head(key).contentLength())
                    .as(key)
                    .isEqualTo(bytes("at " + key).length);
        }
    }
}
