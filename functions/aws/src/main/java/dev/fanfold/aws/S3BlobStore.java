package dev.fanfold.aws;

import dev.fanfold.engine.port.BlobStore;
import java.util.function.Supplier;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Values as objects of one bucket.
final class S3BlobStore implements BlobStore {
    private static final int MAX_TRIES = 5;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;
    private final Supplier<S3Client> s3;
    private final String bucket;

    S3BlobStore(Supplier<S3Client> s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public void put(String key, byte[] bytes) {
        s3.get().putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes) {
        return putIfAbsent(key, RequestBody.fromBytes(bytes));
    }

    // 412: the object exists. 409: another write of the object is in progress, and may still fail.
    boolean putIfAbsent(String key, RequestBody body) {
        for (int attempt = 1; ; attempt++) {
            try {
                s3.get().putObject(put -> put.bucket(bucket).key(key).ifNoneMatch("*"), body);
                return true;
            } catch (S3Exception e) {
                if (e.statusCode() == PRECONDITION_FAILED) {
                    return false;
                }
                if (e.statusCode() != CONFLICT || attempt == MAX_TRIES) {
                    throw e;
                }
            }
        }
    }

    @Override
    public byte[] get(String key) {
        try {
            return s3.get()
                    .getObjectAsBytes(get -> get.bucket(bucket).key(key))
                    .asByteArrayUnsafe();
        } catch (NoSuchKeyException e) {
            throw new IllegalStateException("there is no object s3://" + bucket + "/" + key, e);
        }
    }
}
