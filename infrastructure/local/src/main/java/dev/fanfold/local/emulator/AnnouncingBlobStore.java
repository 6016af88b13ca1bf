package dev.fanfold.local.emulator;

import java.io.InputStream;
import java.util.function.Consumer;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/// A blob store that notifies a listener of every object stored.
final class AnnouncingBlobStore extends ForwardingBlobStore {
    /// S3Proxy's prefix for the keys of unfinished multipart uploads.
    private static final String UNFINISHED = ".s3proxy-mpu-stub-";

    private final Consumer<Upload> listener;

    AnnouncingBlobStore(BlobStore store, Consumer<Upload> listener) {
        super(store);
        this.listener = listener;
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
        PutObjectResponse response = super.putBlob(request, payload);
        if (!request.key().startsWith(UNFINISHED)) {
            announce(request.bucket(), request.key(), "ObjectCreated:Put");
        }
        return response;
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        CopyObjectResponse response = super.copyBlob(request);
        announce(request.destinationBucket(), request.destinationKey(), "ObjectCreated:Copy");
        return response;
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        CompleteMultipartUploadResponse response = super.completeMultipartUpload(upload, request);
        announce(
                upload.containerName(), upload.blobName(), "ObjectCreated:CompleteMultipartUpload");
        return response;
    }

    private void announce(String bucket, String key, String event) {
        var stored = delegate().blobMetadataIfPresent(bucket, key);
        // S3 would also send an event for an object that is already deleted, but no receiver could
        // read it.
        if (stored != null) {
            String eTag = stored.eTag() == null ? "" : stored.eTag().replace("\"", "");
            listener.accept(new Upload(bucket, key, event, stored.contentLength(), eTag));
        }
    }
}
