package dev.fanfold.simulator.service;

import dev.fanfold.simulator.fault.Fault;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/// The calls of [SimulatedS3] for uploads in parts.
final class SimulatedUploads {
    private static final int MAX_PAGE = 1_000;
    private final Network network;
    private final Objects objects;

    SimulatedUploads(Network network, Objects objects) {
        this.network = network;
        this.objects = objects;
    }

    private void call(String what, String key) {
        network.call(what, () -> key);
        SimulatedS3.checkKey(key);
        network.strike(Fault.S3_FAILS, () -> SimulatedS3.error(503, "SlowDown"));
    }

    CreateMultipartUploadResponse create(CreateMultipartUploadRequest request) {
        call("CreateMultipartUpload", request.key());
        String id = objects.begin(request.bucket(), request.key());
        network.strike(Fault.S3_UNANSWERED, Network::unanswered);
        return CreateMultipartUploadResponse.builder()
                .bucket(request.bucket())
                .key(request.key())
                .uploadId(id)
                .build();
    }

    UploadPartResponse put(UploadPartRequest request, byte[] bytes) {
        call("UploadPart", request.key());
        var upload = new Objects.OpenUpload(request.bucket(), request.key(), request.uploadId());
        Uploads.Part part = objects.uploads().put(upload, request.partNumber(), bytes);
        network.strike(Fault.S3_UNANSWERED, Network::unanswered);
        return UploadPartResponse.builder().eTag('"' + part.etag() + '"').build();
    }

    CompleteMultipartUploadResponse complete(CompleteMultipartUploadRequest request) {
        call("CompleteMultipartUpload", request.key());
        var upload = new Objects.OpenUpload(request.bucket(), request.key(), request.uploadId());
        Objects.Stored stored =
                objects.complete(
                        upload,
                        request.multipartUpload() == null
                                ? List.of()
                                : request.multipartUpload().parts());
        network.strike(Fault.S3_UNANSWERED, Network::unanswered);
        network.strike(Fault.S3_OWN_WRITE, () -> SimulatedS3.error(404, "NoSuchUpload"));
        return CompleteMultipartUploadResponse.builder()
                .bucket(request.bucket())
                .key(request.key())
                .eTag('"' + stored.etag() + '"')
                .versionId(stored.version().isEmpty() ? null : stored.version())
                .build();
    }

    AbortMultipartUploadResponse abort(AbortMultipartUploadRequest request) {
        call("AbortMultipartUpload", request.key());
        objects.uploads()
                .end(new Objects.OpenUpload(request.bucket(), request.key(), request.uploadId()));
        network.strike(Fault.S3_UNANSWERED, Network::unanswered);
        network.strike(Fault.S3_OWN_WRITE, () -> SimulatedS3.error(404, "NoSuchUpload"));
        return AbortMultipartUploadResponse.builder().build();
    }

    ListPartsResponse parts(ListPartsRequest request) {
        call("ListParts", request.key());
        var upload = new Objects.OpenUpload(request.bucket(), request.key(), request.uploadId());
        int after = request.partNumberMarker() == null ? 0 : request.partNumberMarker();
        List<Uploads.Part> rest =
                List.copyOf(objects.uploads().parts(upload).tailMap(after, false).values());
        List<Uploads.Part> page = rest.subList(0, pageSize(rest, request.maxParts()));
        boolean more = page.size() < rest.size();
        return ListPartsResponse.builder()
                .bucket(request.bucket())
                .key(request.key())
                .uploadId(request.uploadId())
                .parts(page.stream().map(SimulatedUploads::shown).toList())
                .isTruncated(more)
                .nextPartNumberMarker(more ? page.getLast().number() : null)
                .build();
    }

    private static Part shown(Uploads.Part part) {
        return Part.builder()
                .partNumber(part.number())
                .eTag('"' + part.etag() + '"')
                .size((long) part.bytes().length)
                .build();
    }

    ListMultipartUploadsResponse list(ListMultipartUploadsRequest request) {
        call("ListMultipartUploads", request.prefix() == null ? "" : request.prefix());
        if (request.delimiter() != null || request.uploadIdMarker() != null) {
            throw new UnsupportedOperationException(
                    "the simulator lists uploads without a delimiter and without an upload's marker");
        }
        String after = request.keyMarker() == null ? "" : request.keyMarker();
        Stream<Objects.OpenUpload> all =
                objects.openUploads(request.bucket()).stream()
                        .filter(upload -> Objects.BY_UTF8_BYTES.compare(upload.key(), after) > 0);
        List<Objects.OpenUpload> rest =
                (request.prefix() == null
                                ? all
                                : all.filter(upload -> upload.key().startsWith(request.prefix())))
                        .toList();
        List<Objects.OpenUpload> page = rest.subList(0, pageSize(rest, request.maxUploads()));
        return ListMultipartUploadsResponse.builder()
                .bucket(request.bucket())
                .uploads(page.stream().map(SimulatedUploads::shown).toList())
                .isTruncated(page.size() < rest.size())
                .build();
    }

    private static MultipartUpload shown(Objects.OpenUpload upload) {
        return MultipartUpload.builder().key(upload.key()).uploadId(upload.id()).build();
    }

    private static int pageSize(List<?> rest, Integer limit) {
        return Math.min(rest.size(), limit == null ? MAX_PAGE : Math.min(limit, MAX_PAGE));
    }
}
