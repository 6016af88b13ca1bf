package dev.fanfold.aws;

import dev.fanfold.workload.InvalidInputException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The S3 object that a URI names. Its key is the URI's path without the first slash, unescaped
/// once and otherwise literal. Dots and empty segments have no meaning in S3.
record ObjectName(String bucket, String key) {
    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html
    static final int MAX_KEY_BYTES = 1_024;

    // Java decodes escapes that are not UTF-8 as this character.
    private static final String REPLACEMENT = "\uFFFD";

    /// The object of an `s3://bucket/key`.
    ///
    /// @throws InvalidInputException if the URI names no object, or has further parts
    static ObjectName of(URI uri) {
        String bucket = uri.getRawAuthority();
        if (bucket == null || bucket.contains("@") || bucket.contains(":")) {
            throw new InvalidInputException(uri + " names no bucket: give s3://bucket/key");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new InvalidInputException(
                    uri
                            + " has more than a bucket and a key: write a ? in a key as %3F, a # as %23");
        }
        if (uri.getPath().length() < 2) {
            throw new InvalidInputException(uri + " names no object: give s3://bucket/key");
        }
        String key = uri.getPath().substring(1);
        if (key.contains(REPLACEMENT) && !hasReplacement(uri.getRawPath())) {
            throw new InvalidInputException(uri + " names no object: its escapes are not UTF-8");
        }
        int bytes = key.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_KEY_BYTES) {
            throw new InvalidInputException(
                    "%s names no object: its key has %d bytes, and S3 has keys of at most %d"
                            .formatted(uri, bytes, MAX_KEY_BYTES));
        }
        return new ObjectName(bucket, key);
    }

    private static boolean hasReplacement(String rawPath) {
        return rawPath.contains(REPLACEMENT)
                || rawPath.toLowerCase(Locale.ROOT).contains("%ef%bf%bd");
    }

    /// Unescaped, as users write it.
    @Override
    public String toString() {
        return "s3://" + bucket + "/" + key;
    }
}
