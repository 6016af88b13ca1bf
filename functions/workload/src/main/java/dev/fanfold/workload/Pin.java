package dev.fanfold.workload;

import java.net.URI;

/// One version of one input object: every later read is of these bytes, or fails because the input
/// changed.
///
/// @param uri where it is: `s3://bucket/key`, or `file:/path` on a laptop
/// @param version the bucket's version id, empty where there are no versions
/// @param etag what identifies the content: an S3 ETag, or a file's time and key
/// @param size its length in bytes
public record Pin(URI uri, String version, String etag, long size) {
    public Pin {
        if (size < 0) {
            throw new IllegalArgumentException("a size of " + size + " bytes: " + uri);
        }
    }

    /// The name a person knows the object by: the last part of its path that is not empty.
    public String name() {
        String path = uri.getPath();
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(path.lastIndexOf('/', end - 1) + 1);
    }
}
