package dev.fanfold.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/// Records the calls and sizes, and fails as it is told.
final class RecordedS3 implements S3Client {
    final List<String> calls = new ArrayList<>();
    final Set<String> failing = new TreeSet<>();
    boolean unknown;
    boolean heavy;
    long stored = -1;

    private void call(String what) {
        calls.add(what);
        if (failing.contains(what)) {
            throw SdkClientException.create(what + " failed");
        }
    }

    private static int size(RequestBody body) {
        try (var in = body.contentStreamProvider().newStream()) {
            int length = in.readAllBytes().length;
            assertThat(body.optionalContentLength()).hasValue((long) length);
            return length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        call("put " + size(body));
        return PutObjectResponse.builder().build();
    }

    @Override
    public CreateMultipartUploadResponse createMultipartUpload(
            CreateMultipartUploadRequest request) {
        call("begin");
        return CreateMultipartUploadResponse.builder().uploadId("u").build();
    }

    @Override
    public UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body) {
        call("part " + request.partNumber() + " of " + size(body));
        if (heavy) {
            throw new OutOfMemoryError("as planned");
        }
        return UploadPartResponse.builder().eTag("e" + request.partNumber()).build();
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            CompleteMultipartUploadRequest request) {
        call(
                "join "
                        + request.multipartUpload().parts().stream()
                                .map(part -> part.partNumber())
                                .toList());
        if (unknown) {
            throw error("NoSuchUpload");
        }
        return CompleteMultipartUploadResponse.builder().build();
    }

    @Override
    public AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest request) {
        call("abort");
        if (unknown) {
            throw error("NoSuchUpload");
        }
        return AbortMultipartUploadResponse.builder().build();
    }

    @Override
    public HeadObjectResponse headObject(HeadObjectRequest request) {
        call("head");
        if (stored < 0) {
            throw error("NotFound");
        }
        return HeadObjectResponse.builder().contentLength(stored).build();
    }

    private static S3Exception error(String code) {
        return (S3Exception)
                S3Exception.builder()
                        .statusCode(404)
                        .message(code)
                        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                        .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
