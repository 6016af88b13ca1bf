package dev.fanfold.testkit.services;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/// An upload in parts (S3-API: a multipart upload).
record PartedUpload(Bucket bucket, String key, String id) {
    /// The minimum size of a part that is not the last, in bytes.
    static final int MIN_PART = 5 * 1024 * 1024;

    static PartedUpload begin(Bucket bucket, String key) {
        String id =
                bucket.services()
                        .s3()
                        .createMultipartUpload(it -> it.bucket(bucket.name()).key(key))
                        .uploadId();
        return new PartedUpload(bucket, key, id);
    }

    /// A part of the minimum size, with other bytes for each number.
    static byte[] large(int number) {
        byte[] bytes = Bucket.bytes(MIN_PART);
        bytes[0] = (byte) number;
        return bytes;
    }

    static byte[] joined(byte[]... parts) {
        byte[] all = new byte[IntStream.range(0, parts.length).map(i -> parts[i].length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    /// Uploads a part.
    CompletedPart put(int number, byte[] bytes) {
        String etag =
                bucket.services()
                        .s3()
                        .uploadPart(
                                part ->
                                        part.bucket(bucket.name())
                                                .key(key)
                                                .uploadId(id)
                                                .partNumber(number),
                                RequestBody.fromBytes(bytes))
                        .eTag();
        return part(number, etag);
    }

    static CompletedPart part(int number, String etag) {
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    CompleteMultipartUploadResponse complete(CompletedPart... parts) {
        List<CompletedPart> list = Arrays.asList(parts);
        return bucket.services()
                .s3()
                .completeMultipartUpload(it ->
                        it.bucket(bucket.name())
                                .key(key)
                                .uploadId(id)
                                .multipartUpload(all -> all.parts(list)));
    }

    void abort() {
        bucket.services()
                .s3()
                .abortMultipartUpload(it -> it.bucket(bucket.name()).key(key).uploadId(id));
    }

    /// The keys of the bucket's open uploads that begin with this prefix.
    static List<String> open(Bucket bucket, String prefix) {
        return bucket
                .services()
                .s3()
                .listMultipartUploads(list -> list.bucket(bucket.name()).prefix(prefix))
                .uploads()
                .stream()
                .map(MultipartUpload::key)
                .toList();
    }
}
