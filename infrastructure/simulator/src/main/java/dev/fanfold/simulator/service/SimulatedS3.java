package dev.fanfold.simulator.service;

import dev.fanfold.simulator.fault.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/// The simulated S3 client of functions and workloads. An operation that it does not implement
/// throws an UnsupportedOperationException, as the SDK's interface does. Faults happen only to
/// calls of a simulated process.
public final class SimulatedS3 implements S3Client {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
    private static final int MAX_KEY_BYTES = 1_024;
    private final Network network;
    private final Objects objects;
    private final SimulatedUploads uploads;

    public SimulatedS3(Network network, Objects objects) {
        this.network = network;
        this.objects = objects;
        this.uploads = new SimulatedUploads(network, objects);
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        network.call("PutObject", request::key);
        checkKey(request.key());
        network.strike(Fault.S3_FAILS, () -> error(503, "SlowDown"));
        if ("*".equals(request.ifNoneMatch())
                && objects.latest(request.bucket(), request.key()).isPresent()) {
            throw error(412, "PreconditionFailed");
        }
        if ("*".equals(request.ifNoneMatch())) {
            network.strike(Fault.S3_CONFLICT, () -> error(409, "ConditionalRequestConflict"));
        }
        Objects.Stored put = objects.put(request.bucket(), request.key(), bytes(body));
        network.strike(Fault.S3_UNANSWERED, Network::unanswered);
        if ("*".equals(request.ifNoneMatch())) {
            network.strike(Fault.S3_OWN_WRITE, () -> error(412, "PreconditionFailed"));
        }
        return PutObjectResponse.builder()
                .eTag('"' + put.etag() + '"')
                .versionId(put.version().isEmpty() ? null : put.version())
                .build();
    }

    static void checkKey(String key) {
        if (key.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
            throw error(400, "KeyTooLongError");
        }
    }

    private static byte[] bytes(RequestBody body) {
        try (InputStream in = body.contentStreamProvider().newStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public HeadObjectResponse headObject(HeadObjectRequest request) {
        network.call("HeadObject", request::key);
        checkKey(request.key());
        network.strike(Fault.S3_FAILS, () -> error(503, "SlowDown"));
        Objects.Stored found =
                objects.latest(request.bucket(), request.key())
                        .orElseThrow(() -> error(404, "NotFound"));
        return HeadObjectResponse.builder()
                .eTag('"' + found.etag() + '"')
                .versionId(found.version().isEmpty() ? null : found.version())
                .contentLength((long) found.bytes().length)
                .build();
    }

    @Override
    public <R> R getObject(
            GetObjectRequest request, ResponseTransformer<GetObjectResponse, R> transformer) {
        network.call("GetObject", () -> request.key() + " " + request.range());
        checkKey(request.key());
        network.strike(Fault.S3_FAILS, () -> error(503, "SlowDown"));
        Objects.Stored found = found(request);
        if (request.ifMatch() != null && !request.ifMatch().equals('"' + found.etag() + '"')) {
            throw error(412, "PreconditionFailed");
        }
        var response =
                GetObjectResponse.builder()
                        .eTag('"' + found.etag() + '"')
                        .versionId(found.version().isEmpty() ? null : found.version());
        byte[] requested = requestedBytes(request.range(), found.bytes(), response);
        response.contentLength((long) requested.length);
        try {
            return transformer.transform(
                    response.build(), AbortableInputStream.create(body(requested)));
        } catch (IOException e) {
            throw Network.unanswered();
        } catch (Exception e) {
            throw new IllegalStateException("the object could not be transformed", e);
        }
    }

    // The bytes, or if the fault occurs, a part of them and then a broken connection.
    private InputStream body(byte[] bytes) {
        var whole = new ByteArrayInputStream(bytes);
        if (bytes.length == 0
                || !network.scheduler().isInProcess()
                || !network.faults().strikes(Fault.BODY_CUT)) {
            return whole;
        }
        int length = network.faults().random().nextInt(bytes.length);
        return new SequenceInputStream(
                new ByteArrayInputStream(bytes, 0, length), new BrokenConnection());
    }

    private Objects.Stored found(GetObjectRequest request) {
        if (request.versionId() == null) {
            return objects.latest(request.bucket(), request.key())
                    .orElseThrow(() ->
                            Errors.withDetails(
                                            NoSuchKeyException.builder(),
                                            404,
                                            "NoSuchKey",
                                            "no key " + request.key())
                                    .build());
        }
        return objects.version(request.bucket(), request.key(), request.versionId())
                .orElseThrow(() -> error(404, "NoSuchVersion"));
    }

    // The bytes of the range; null requests all bytes. Writes the response's Content-Range.
    private static byte[] requestedBytes(
            @Nullable String range, byte[] all, GetObjectResponse.Builder response) {
        if (range == null) {
            return all;
        }
        Matcher bounds = RANGE.matcher(range);
        if (!bounds.matches()) {
            throw new UnsupportedOperationException(
                    "the simulator does not support the range " + range);
        }
        int from = Integer.parseInt(bounds.group(1));
        if (from >= all.length) {
            throw error(416, "InvalidRange");
        }
        long requestedEnd =
                bounds.group(2).isEmpty() ? all.length : Long.parseLong(bounds.group(2)) + 1;
        int end = (int) Math.min(all.length, requestedEnd);
        response.contentRange("bytes " + from + "-" + (end - 1) + "/" + all.length);
        return Arrays.copyOfRange(all, from, end);
    }

    static S3Exception error(int status, String code) {
        return (S3Exception) Errors.withDetails(S3Exception.builder(), status, code, code).build();
    }

    @Override
    public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
        network.call("DeleteObject", request::key);
        checkKey(request.key());
        network.strike(Fault.S3_FAILS, () -> error(503, "SlowDown"));
        objects.delete(request.bucket(), request.key());
        network.strike(Fault.S3_UNANSWERED, Network::unanswered);
        return DeleteObjectResponse.builder().build();
    }

    @Override
    public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
        network.call("ListObjectsV2", () -> request.bucket() + " " + request.prefix());
        network.strike(Fault.S3_FAILS, () -> error(503, "SlowDown"));
        return ObjectListing.page(request, objects);
    }

    @Override
    public CreateMultipartUploadResponse createMultipartUpload(
            CreateMultipartUploadRequest request) {
        return uploads.create(request);
    }

    @Override
    public UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body) {
        return uploads.put(request, bytes(body));
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            CompleteMultipartUploadRequest request) {
        return uploads.complete(request);
    }

    @Override
    public AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest request) {
        return uploads.abort(request);
    }

    @Override
    public ListPartsResponse listParts(ListPartsRequest request) {
        return uploads.parts(request);
    }

    @Override
    public ListMultipartUploadsResponse listMultipartUploads(ListMultipartUploadsRequest request) {
        return uploads.list(request);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
