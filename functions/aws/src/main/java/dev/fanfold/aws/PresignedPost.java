package dev.fanfold.aws;

import dev.fanfold.messages.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/// Makes signed forms with which a caller uploads a file to S3 by POST. Unlike a presigned PUT,
/// such a form limits the length of the file. The AWS SDK for Java cannot make such forms.
///
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
final class PresignedPost {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private final Settings settings;
    private final SdkClients clients;

    PresignedPost(Settings settings, SdkClients clients) {
        this.settings = settings;
        this.clients = clients;
    }

    /// What a form allows: to upload one object, of `min` to `max` bytes, until `expires`.
    ///
    /// @param now the time of the signature
    record Terms(String bucket, String key, long min, long max, Instant now, Instant expires) {}

    /// The address to which the form is sent.
    URI url(String bucket) {
        return settings.endpoint("S3")
                .map(endpoint -> URI.create(endpoint + "/" + bucket))
                .orElseGet(() ->
                        URI.create(
                                "https://%s.s3.%s.amazonaws.com/"
                                        .formatted(bucket, clients.region().id())));
    }

    /// The form's fields, without the file. The policy has the terms and the fields before it. The
    /// last field is the signature of the policy.
    Map<String, String> fields(Terms terms) {
        AwsCredentials credentials = clients.credentials().resolveCredentials();
        String day = DAY.format(terms.now());
        String scope = day + "/" + clients.region().id() + "/s3/aws4_request";
        var fields = new LinkedHashMap<String, String>();
        fields.put("key", terms.key());
        fields.put("x-amz-algorithm", "AWS4-HMAC-SHA256");
        fields.put("x-amz-credential", credentials.accessKeyId() + "/" + scope);
        fields.put("x-amz-date", TIMESTAMP.format(terms.now()));
        if (credentials instanceof AwsSessionCredentials session) {
            fields.put("x-amz-security-token", session.sessionToken());
        }
        String policy =
                Base64.getEncoder()
                        .encodeToString(policy(terms, fields).getBytes(StandardCharsets.UTF_8));
        fields.put("policy", policy);
        fields.put("x-amz-signature", signature(credentials.secretAccessKey(), scope, policy));
        return fields;
    }

    private static String policy(Terms terms, Map<String, String> fields) {
        List<Object> conditions = new ArrayList<>();
        conditions.add(Map.of("bucket", terms.bucket()));
        conditions.add(List.of("content-length-range", terms.min(), terms.max()));
        fields.forEach((name, value) -> conditions.add(Map.of(name, value)));
        return Json.write(
                Map.of(
                        "expiration",
                        terms.expires().truncatedTo(ChronoUnit.SECONDS).toString(),
                        "conditions",
                        conditions));
    }

    /// The signature of the policy. Its key is derived from the secret by each part of the scope.
    ///
    /// @param scope day, region, service and version of the signature, separated by slashes
    static String signature(String secret, String scope, String policy) {
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/", -1)) {
            key = Digests.keyed(key, part);
        }
        return HexFormat.of().formatHex(Digests.keyed(key, policy));
    }
}
