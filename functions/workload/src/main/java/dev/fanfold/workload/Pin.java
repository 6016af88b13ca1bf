package dev.fanfold.workload;

import java.net.URI;

/// One version of one input object. Every later read returns these bytes, or fails because the
/// input changed.
///
/// @param uri its address: `s3://bucket/key`, or `file:/path` on a laptop
/// @param version the bucket's version id, empty without versioning
/// @param etag identifier of the content: an S3 ETag, or a file's modification time and file key
/// @param size its length in bytes
public record Pin(URI uri, String version, String etag, long size) {
    public Pin {
        if (size < 0) {
            throw new IllegalArgumentException("a size of " + size + " bytes: " + uri);
        }
    }

    /// The object's short name: the last part of its path that is not empty.
    public String name() {
        String path = uri.getPath();
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(path.lastIndexOf('/', end - 1) + 1);
    }
}
