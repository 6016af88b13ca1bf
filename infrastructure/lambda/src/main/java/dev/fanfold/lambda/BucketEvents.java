package dev.fanfold.lambda;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Builds the notification that S3 sends to a queue after an upload:
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
public final class BucketEvents {
    private BucketEvents() {}

    /// An upload of an object.
    ///
    /// @param eventName the name of the event, for example `ObjectCreated:Put`
    /// @param version version id of the object; empty in a bucket without versioning
    /// @param sequencer hexadecimal number that increases with each upload of the same key
    public record Put(
            String region,
            String eventName,
            String bucket,
            String key,
            long size,
            String eTag,
            String version,
            String sequencer,
            Instant time) {}

    /// The notification of one upload, as JSON.
    ///
    /// @param configuration the id of the bucket's notification configuration
    public static String json(Put put, String configuration) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("eventVersion", "2.1");
        event.put("eventSource", "aws:s3");
        event.put("awsRegion", put.region());
        event.put("eventTime", put.time().toString());
        event.put("eventName", put.eventName());
        event.put("userIdentity", Map.of("principalId", "AWS:local"));
        event.put("requestParameters", Map.of("sourceIPAddress", "127.0.0.1"));
        event.put("responseElements", Map.of("x-amz-request-id", "local", "x-amz-id-2", "local"));
        event.put("s3", s3(put, configuration));
        return Json.write(Map.of("Records", List.of(event)));
    }

    private static Map<String, Object> s3(Put put, String configuration) {
        Map<String, Object> s3 = new LinkedHashMap<>();
        s3.put("s3SchemaVersion", "1.0");
        s3.put("configurationId", configuration);
        s3.put(
                "bucket",
                Map.of(
                        "name",
                        put.bucket(),
                        "ownerIdentity",
                        Map.of("principalId", "local"),
                        "arn",
                        "arn:aws:s3:::" + put.bucket()));
        s3.put("object", object(put));
        return s3;
    }

    private static Map<String, Object> object(Put put) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("key", encodeKey(put.key()));
        object.put("size", put.size());
        object.put("eTag", put.eTag());
        if (!put.version().isEmpty()) {
            object.put("versionId", put.version());
        }
        object.put("sequencer", put.sequencer());
        return object;
    }

    // S3 encodes keys as HTML forms are encoded, but leaves slashes unchanged.
    private static String encodeKey(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
    }
}
