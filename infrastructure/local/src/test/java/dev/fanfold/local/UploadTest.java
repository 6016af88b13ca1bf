package dev.fanfold.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// Every upload causes one notification with the key of the object.
class UploadTest {
    private static final Pattern KEY = Pattern.compile("\"key\":\"([^\"]*)\"");

    @RegisterExtension
    static final LocalCloudExtension CLOUD =
            new LocalCloudExtension(
                    Path.of("src/test/resources/templates/line.yaml"),
                    LocalOptions.defaults().schedule(new LocalOptions.Schedule.Off()));

    private static final Set<String> SEEN_KEYS = ConcurrentHashMap.newKeySet();

    @Test
    void keysWithSpecialCharactersAreReportedUnchanged(LocalCloud cloud) {
        List<String> keys =
                List.of(
                        "w/a b+c%ü/.x",
                        "w/..x/100%25/&=?#;,:@$!'()*~",
                        "w/名前/\"quoted\"",
                        ("w/" + "k".repeat(199) + "/").repeat(5) + "k".repeat(1024 - 5 * 202));
        try (S3Client s3 = cloud.clients().s3()) {
            for (String key : keys) {
                s3.putObject(
                        put -> put.bucket(cloud.output("Inbox")).key(key),
                        RequestBody.fromString(key));

                assertThat(nextKey(cloud)).isEqualTo(key);
                assertThat(
                                s3.getObjectAsBytes(
                                                get -> get.bucket(cloud.output("Inbox")).key(key))
                                        .asUtf8String())
                        .isEqualTo(key);
            }
        }
        assertThat(keys.getLast().getBytes(StandardCharsets.UTF_8)).hasSize(1024);
    }

    @Test
    void copiesAndUploadsInPartsAreAnnouncedToo(LocalCloud cloud) {
        String inbox = cloud.output("Inbox");
        try (S3Client s3 = cloud.clients().s3()) {
            s3.putObject(put -> put.bucket(inbox).key("one"), RequestBody.fromString("1"));
            assertThat(nextKey(cloud)).isEqualTo("one");
            s3.copyObject(copy ->
                    copy.sourceBucket(inbox)
                            .sourceKey("one")
                            .destinationBucket(inbox)
                            .destinationKey("two"));
            assertThat(nextKey(cloud)).isEqualTo("two");
            String id = s3.createMultipartUpload(to -> to.bucket(inbox).key("three")).uploadId();
            String eTag =
                    s3.uploadPart(
                                    part ->
                                            part.bucket(inbox)
                                                    .key("three")
                                                    .uploadId(id)
                                                    .partNumber(1),
                                    RequestBody.fromString("3"))
                            .eTag();
            CompletedPart part = CompletedPart.builder().partNumber(1).eTag(eTag).build();
            s3.completeMultipartUpload(all ->
                    all.bucket(inbox)
                            .key("three")
                            .uploadId(id)
                            .multipartUpload(parts -> parts.parts(part)));
            assertThat(nextKey(cloud)).isEqualTo("three");
        }
    }

    // The key of the next notification. Ignores duplicates, which occur as on AWS, because a client
    // that loses its connection repeats its put.
    private static String nextKey(LocalCloud cloud) {
        while (true) {
            String notification = Queues.of(cloud).take("Arrivals");
            Matcher key = KEY.matcher(notification);
            assertThat(key.find()).as(notification).isTrue();
            String uploadedKey = URLDecoder.decode(key.group(1), StandardCharsets.UTF_8);
            if (SEEN_KEYS.add(uploadedKey)) {
                return uploadedKey;
            }
        }
    }
}
