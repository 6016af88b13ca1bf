package dev.fanfold.testkit.services;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Consumer;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/// A bucket as the application uses it.
record Bucket(Services services, String name) {
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Pseudo-random bytes that depend only on the length.
    static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    PutObjectResponse put(String key, byte[] bytes) {
        return services.s3()
                .putObject(put -> put.bucket(name).key(key), RequestBody.fromBytes(bytes));
    }

    PutObjectResponse putIfAbsent(String key, byte[] bytes) {
        return services.s3()
                .putObject(
                        put -> put.bucket(name).key(key).ifNoneMatch("*"),
                        RequestBody.fromBytes(bytes));
    }

    ResponseBytes<GetObjectResponse> read(String key, Consumer<GetObjectRequest.Builder> more) {
        return services.s3().getObjectAsBytes(get -> more.accept(get.bucket(name).key(key)));
    }

    byte[] get(String key) {
        return get(key, get -> {});
    }

    byte[] get(String key, Consumer<GetObjectRequest.Builder> more) {
        return read(key, more).asByteArray();
    }

    HeadObjectResponse head(String key) {
        return services.s3().headObject(head -> head.bucket(name).key(key));
    }
}
