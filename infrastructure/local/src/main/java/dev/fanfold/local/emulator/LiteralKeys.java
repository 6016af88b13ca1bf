package dev.fanfold.local.emulator;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectAclRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAclResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/// A blob store that takes keys literally. The file of an object has the name that [KeyNames] gives
/// its key.
final class LiteralKeys extends ForwardingBlobStore {
    /// The maximum length of a key in UTF-8:
    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html
    private static final int MAX_KEY_BYTES = 1_024;

    LiteralKeys(BlobStore files) {
        super(files);
    }

    private static String fileName(String key) {
        if (key.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
            throw S3Handler.error(400, "KeyTooLongError", "Your key is too long");
        }
        return KeyNames.name(key);
    }

    // Replaces the file name in the store's error by the key.
    private static <T> T orNoSuchKey(String bucket, String key, Supplier<T> call) {
        try {
            return call.get();
        } catch (NoSuchKeyException e) {
            throw S3Exceptions.noSuchKey(bucket, key, "The specified key does not exist.");
        }
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        Stream<S3Object> files =
                super.list(ListObjectsV2Request.builder().bucket(request.bucket()).build())
                        .contents()
                        .stream();
        return Listing.page(request, files.flatMap(file -> withKey(file).stream()).toList());
    }

    @Override
    public ListObjectsResponse listV1(ListObjectsRequest request) {
        ListObjectsV2Response page =
                list(
                        ListObjectsV2Request.builder()
                                .bucket(request.bucket())
                                .prefix(request.prefix())
                                .delimiter(request.delimiter())
                                .maxKeys(request.maxKeys())
                                .startAfter(request.marker())
                                .build());
        String token = page.nextContinuationToken();
        return ListObjectsResponse.builder()
                .contents(page.contents())
                .commonPrefixes(page.commonPrefixes())
                .isTruncated(page.isTruncated())
                .nextMarker(token == null ? null : Listing.key(token))
                .build();
    }

    // The object with its key. Empty for a temporary file, which an upload is still writing.
    private static Optional<S3Object> withKey(S3Object file) {
        return KeyNames.key(file.key()).map(key -> file.toBuilder().key(key).build());
    }

    @Override
    public boolean blobExists(String container, String key) {
        return super.blobExists(container, fileName(key));
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
        return super.putBlob(request.toBuilder().key(fileName(request.key())).build(), payload);
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        return orNoSuchKey(
                request.sourceBucket(),
                request.sourceKey(),
                () ->
                        super.copyBlob(
                                request.toBuilder()
                                        .sourceKey(fileName(request.sourceKey()))
                                        .destinationKey(fileName(request.destinationKey()))
                                        .build()));
    }

    @Override
    public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
        return orNoSuchKey(
                request.bucket(),
                request.key(),
                () -> super.blobMetadata(request.toBuilder().key(fileName(request.key())).build()));
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
        return orNoSuchKey(
                request.bucket(),
                request.key(),
                () -> super.getBlob(request.toBuilder().key(fileName(request.key())).build()));
    }

    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        return super.removeBlob(request.toBuilder().key(fileName(request.key())).build());
    }

    @Override
    public ObjectCannedACL getBlobAccess(String container, String key) {
        return super.getBlobAccess(container, fileName(key));
    }

    @Override
    public ObjectCannedACL getBlobAccess(String container, String key, @Nullable String versionId) {
        return super.getBlobAccess(container, fileName(key), versionId);
    }

    @Override
    public GetObjectAclResponse getBlobAcl(GetObjectAclRequest request) {
        return super.getBlobAcl(request.toBuilder().key(fileName(request.key())).build());
    }

    @Override
    public void setBlobAccess(String container, String key, ObjectCannedACL access) {
        super.setBlobAccess(container, fileName(key), access);
    }

    @Override
    public void setBlobAccess(
            String container, String key, ObjectCannedACL access, @Nullable String versionId) {
        super.setBlobAccess(container, fileName(key), access, versionId);
    }

    @Override
    public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
        MultipartUpload started =
                super.initiateMultipartUpload(
                        request.toBuilder().key(fileName(request.key())).build());
        return new MultipartUpload(started.id(), request, started.response());
    }

    private static MultipartUpload withFileName(MultipartUpload upload) {
        CreateMultipartUploadRequest request = upload.request();
        return new MultipartUpload(
                upload.id(),
                request.toBuilder().key(fileName(request.key())).build(),
                upload.response());
    }

    // Without this check, S3Proxy would accept parts of an upload that does not exist. It keeps a
    // stub object for each upload that does.
    private MultipartUpload existing(MultipartUpload upload) {
        MultipartUpload named = withFileName(upload);
        String stub = ".mpus-%s-%s-stub".formatted(named.id(), named.blobName());
        if (!super.blobExists(named.containerName(), stub)) {
            throw S3Handler.error(404, "NoSuchUpload", "The specified upload does not exist.");
        }
        return named;
    }

    @Override
    public void abortMultipartUpload(MultipartUpload upload) {
        super.abortMultipartUpload(existing(upload));
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        return super.completeMultipartUpload(
                withFileName(upload),
                request.toBuilder().key(withFileName(upload).blobName()).build());
    }

    @Override
    public UploadPartResponse uploadMultipartPart(
            MultipartUpload upload, UploadPartRequest request, InputStream payload) {
        return super.uploadMultipartPart(existing(upload), request, payload);
    }

    @Override
    public List<Part> listMultipartUpload(MultipartUpload upload) {
        return super.listMultipartUpload(existing(upload));
    }

    @Override
    public List<software.amazon.awssdk.services.s3.model.MultipartUpload> listMultipartUploads(
            String container) {
        return super.listMultipartUploads(container).stream()
                .flatMap(upload ->
                        KeyNames.key(upload.key())
                                .map(key -> upload.toBuilder().key(key).build())
                                .stream())
                .toList();
    }
}
