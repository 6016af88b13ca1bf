package dev.fanfold.local.mapping;

import dev.fanfold.local.emulator.LocalQueue;
import dev.fanfold.local.emulator.Upload;
import dev.fanfold.template.Aws;
import dev.fanfold.template.Declared.Notification;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// Tells a queue of a bucket's uploads, in the words of S3:
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
public final class UploadEvents {
    private final AtomicLong sequence = new AtomicLong(System.currentTimeMillis() << 20);
    private final Notification notification;
    private final String bucket;
    private final LocalQueue queue;

    public UploadEvents(String bucket, Notification notification, LocalQueue queue) {
        this.bucket = bucket;
        this.notification = notification;
        this.queue = queue;
    }

    public void heard(Upload upload) {
        String wanted = notification.event().substring("s3:".length());
        boolean kind =
                wanted.endsWith(":*")
                        ? upload.event().startsWith(wanted.substring(0, wanted.length() - 1))
                        : upload.event().equals(wanted);
        if (kind
                && upload.bucket().equals(bucket)
                && upload.key().startsWith(notification.prefix())
                && upload.key().endsWith(notification.suffix())) {
            queue.send(Json.write(Map.of("Records", List.of(event(upload)))));
        }
    }

    private Map<String, Object> event(Upload upload) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("eventVersion", "2.1");
        event.put("eventSource", "aws:s3");
        event.put("awsRegion", Aws.REGION);
        event.put("eventTime", Instant.now().toString());
        event.put("eventName", upload.event());
        event.put("userIdentity", Map.of("principalId", "AWS:local"));
        event.put("requestParameters", Map.of("sourceIPAddress", "127.0.0.1"));
        event.put("responseElements", Map.of("x-amz-request-id", "local", "x-amz-id-2", "local"));
        Map<String, Object> s3 = new LinkedHashMap<>();
        s3.put("s3SchemaVersion", "1.0");
        s3.put("configurationId", notification.id());
        s3.put(
                "bucket",
                Map.of(
                        "name",
                        bucket,
                        "ownerIdentity",
                        Map.of("principalId", "local"),
                        "arn",
                        "arn:aws:s3:::" + bucket));
        s3.put("object", object(upload));
        event.put("s3", s3);
        return event;
    }

    private Map<String, Object> object(Upload upload) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("key", encoded(upload.key()));
        object.put("size", upload.size());
        object.put("eTag", upload.eTag());
        object.put("sequencer", String.format("%016X", sequence.incrementAndGet()));
        return object;
    }

    /// S3 encodes keys as forms do, but leaves slashes.
    private static String encoded(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
    }
}
