package dev.fanfold.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.testkit.Seeds;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// A link permits one key, a range of lengths and a number of minutes.
class ObjectLinksTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00.123Z");
    private final ObjectLinks links = links(Map.of());

    @Test
    void aPolicyIsSignedAsInTheExampleOfAws() {
        // https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-post-example.html
        String policy =
                """
                { "expiration": "2015-12-30T12:00:00.000Z",
                  "conditions": [
                    {"bucket": "sigv4examplebucket"},
                    ["starts-with", "$key", "user/user1/"],
                    {"acl": "public-read"},
                    {"success_action_redirect": "http://sigv4examplebucket.s3.amazonaws.com/successful_upload.html"},
                    ["starts-with", "$Content-Type", "image/"],
                    {"x-amz-meta-uuid": "14365123651274"},
                    {"x-amz-server-side-encryption": "AES256"},
                    ["starts-with", "$x-amz-meta-tag", ""],

                    {"x-amz-credential": "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request"},
                    {"x-amz-algorithm": "AWS4-HMAC-SHA256"},
                    {"x-amz-date": "20151229T000000Z" }
                  ]
                }\
                """
                        .replace("\n", "\r\n");

        assertThat(
                        PresignedPost.signature(
                                "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                                "20151229/us-east-1/s3/aws4_request",
                                Base64.getEncoder()
                                        .encodeToString(policy.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e");
    }

    @Test
    void anUploadIsOfOneKeyAndLengthAndGoodForAQuarterOfAnHour() {
        ObjectLinks.UploadForm uploadForm = links.uploadForm("ann", "a.csv", 7, 9, NOW);
        String policy = policy(uploadForm);

        assertThat(uploadForm.url())
                .isEqualTo(URI.create("https://inbox.s3.eu-central-1.amazonaws.com/"));
        assertThat(uploadForm.object().toString()).isEqualTo("s3://inbox/" + key(uploadForm));
        assertThat(policy)
                .contains(
                        "{\"key\":\"" + key(uploadForm) + "\"}",
                        "[\"content-length-range\",7,9]",
                        "{\"bucket\":\"inbox\"}",
                        "\"expiration\":\"2026-11-24T10:15:00Z\"");
        assertThat(policy).doesNotContain("starts-with");
    }

    @Test
    void whatASessionSignsCarriesItsToken() {
        ObjectLinks.UploadForm uploadForm =
                links(Map.of("AWS_SESSION_TOKEN", "token")).uploadForm("ann", "a.csv", 1, 1, NOW);

        assertThat(uploadForm.fields()).containsEntry("x-amz-security-token", "token");
        assertThat(policy(uploadForm)).contains("{\"x-amz-security-token\":\"token\"}");
    }

    @Test
    void anUploadIsItsOwnersAlone() {
        String anns = links.uploadForm("ann", "a.csv", 1, 1, NOW).object().toString();

        assertThat(links.findOwn("ann", anns)).contains(URI.create(anns));
        assertThat(links.findOwn("bob", anns)).isEmpty();
        assertThat(links.findOwn("ann", anns.replace("inbox", "another"))).isEmpty();
        assertThat(links.findOwn("ann", anns.replace("s3:", "file:"))).isEmpty();
        assertThat(links.findOwn("ann", "s3://inbox/counts/a/b.csv")).isEmpty();
        assertThat(links.findOwn("ann", "mailto:ann@example.com")).isEmpty();
    }

    @Test
    void noSpellingOfAReferenceReadsOutsideOfItsOwnersPrefix() {
        String anns = links.uploadForm("ann", "a.csv", 1, 1, NOW).object().toString();
        String bobs = links.uploadForm("bob", "b.csv", 1, 1, NOW).object().toString();
        String own = "uploads/" + anns.split("/", -1)[4] + "/";

        Seeds.forSeeds(
                1,
                20_000,
                random -> {
                    String spelling = Spellings.of(anns, bobs, random);
                    links.findOwn("ann", spelling)
                            .ifPresent(read -> {
                                assertThat(read.toString()).isEqualTo(spelling);
                                assertThat(ObjectName.of(read).bucket()).isEqualTo("inbox");
                                assertThat(ObjectName.of(read).key())
                                        .startsWith(own)
                                        .matches(
                                                "uploads/[0-9a-f]{32}/[0-9a-f]{32,64}/\\w[\\w.-]*");
                            });
                });
    }

    @Test
    void aFileNameIsTakenAsTheApiTakesIt() {
        for (String name : new String[] {"a", "a..b", "9.csv", "x".repeat(128)}) {
            String given = links.uploadForm("ann", name, 1, 1, NOW).object().toString();
            assertThat(links.findOwn("ann", given)).as(name).isPresent();
        }
        String one = links.uploadForm("ann", "a", 1, 1, NOW).object().toString();
        for (String tail : new String[] {"x".repeat(128), "/b", "/", "\n", "?", "%61", "é"}) {
            assertThat(links.findOwn("ann", one + tail)).as(tail).isEmpty();
        }
    }

    @Test
    void noTwoUploadsHaveOneKey() {
        assertThat(links.uploadForm("ann", "a.csv", 1, 1, NOW).object())
                .isNotEqualTo(links.uploadForm("ann", "a.csv", 1, 1, NOW).object());
    }

    @Test
    void anAnswerIsReadUnderItsOwnKeyForAQuarterOfAnHour() {
        assertThat(links.downloadUrl("results/one.json").toString())
                .startsWith("https://results.s3.eu-central-1.amazonaws.com/results/one.json?")
                .contains("X-Amz-Expires=900");
    }

    @Test
    void anOutputIsDownloadedAsAFileOfItsName() {
        String url = links.downloadUrl("outputs/a/b c*é", "b c*é\"; x=").toString();

        assertThat(url)
                .startsWith(
                        "https://results.s3.eu-central-1.amazonaws.com/outputs/a/b%20c%2A%C3%A9?")
                .contains("X-Amz-Expires=900");
        assertThat(URI.create(url).getQuery())
                .contains(
                        "response-content-disposition=attachment; filename*=UTF-8''b%20c%2A%C3%A9%22%3B%20x%3D&");
    }

    private static String key(ObjectLinks.UploadForm uploadForm) {
        return Objects.requireNonNull(uploadForm.fields().get("key"));
    }

    private static String policy(ObjectLinks.UploadForm uploadForm) {
        return new String(
                Base64.getDecoder().decode(uploadForm.fields().get("policy")),
                StandardCharsets.UTF_8);
    }

    private static ObjectLinks links(Map<String, String> more) {
        var environment =
                new HashMap<>(
                        Map.of(
                                "FANFOLD_APPLICATION", "shop",
                                "FANFOLD_JOBS_TABLE", "jobs",
                                "FANFOLD_REPORTS_TABLE", "reports",
                                "FANFOLD_RESULTS_BUCKET", "results",
                                "FANFOLD_INBOX_BUCKET", "inbox",
                                "FANFOLD_DISPATCH_QUEUE_URL", "http://127.0.0.1/dispatch",
                                "AWS_REGION", "eu-central-1",
                                "AWS_ACCESS_KEY_ID", "AKIAEXAMPLE",
                                "AWS_SECRET_ACCESS_KEY", "not a secret"));
        environment.putAll(more);
        return ObjectLinks.of(Settings.api(environment));
    }
}
