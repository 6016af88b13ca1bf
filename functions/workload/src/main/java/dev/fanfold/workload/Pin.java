package dev.fanfold.workload;

import java.net.URI;

/// One version of one input object. A read of it returns the bytes of this version, or fails
/// because the input changed.
///
/// @param uri the address of the object: `s3://bucket/key`, or `file:/path` on a laptop
/// @param version the version id of the S3 object, empty if the bucket has no versioning
/// @param etag an identifier of the content: the S3 ETag, or a file's modification time and file
///   key
/// @param size the length of the object in bytes
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
