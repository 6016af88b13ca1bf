package dev.fanfold.aws;

import dev.fanfold.engine.arrival.InputChangedException;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Source;
import java.io.InputStream;
import java.net.URI;
import java.util.function.Supplier;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Objects in S3. Every read requests the pinned version, or the pinned ETag if the object has no
/// version.
final class S3Source implements Source {
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;
    private final Supplier<S3Client> s3;

    S3Source(Supplier<S3Client> s3) {
        this.s3 = s3;
    }

    @Override
    public String scheme() {
        return "s3";
    }

    @Override
    public Pin pin(URI uri) {
        ObjectName object = ObjectName.of(uri);
        try {
            HeadObjectResponse found =
                    s3.get().headObject(head -> head.bucket(object.bucket()).key(object.key()));
            // S3 returns the version id "null" for an object that was written while the bucket's
            // versioning was not enabled. Another write may replace this version.
            String version = found.versionId();
            return new Pin(
                    uri,
                    version == null || version.equals("null") ? "" : version,
                    unquoted(found.eTag()),
                    found.contentLength());
        } catch (S3Exception e) {
            throw switch (e.statusCode()) {
                case NOT_FOUND ->
                        new InvalidInputException(
                                "there is no object " + object + ": check the bucket and the key",
                                e);
                case FORBIDDEN ->
                        new InvalidInputException(
                                object
                                        + " does not exist or may not be read: check the name, and the role's s3:GetObject",
                                e);
                default -> e;
            };
        }
    }

    @Override
    public InputStream open(Pin pin, long from, long to) {
        return new RangedStream(pin, from, to, (first, last) -> requestRange(pin, first, last));
    }

    private ResponseInputStream<GetObjectResponse> requestRange(Pin pin, long first, long last) {
        ObjectName object = ObjectName.of(pin.uri());
        var request =
                GetObjectRequest.builder()
                        .bucket(object.bucket())
                        .key(object.key())
                        .range("bytes=" + first + "-" + last);
        GetObjectRequest pinned =
                pin.version().isEmpty()
                        ? request.ifMatch('"' + pin.etag() + '"').build()
                        : request.versionId(pin.version()).build();
        try {
            return s3.get().getObject(pinned);
        } catch (S3Exception e) {
            throw switch (e.statusCode()) {
                case PRECONDITION_FAILED -> inputChanged(pin);
                case NOT_FOUND -> new InputChangedException(pin, "gone");
                default -> e;
            };
        }
    }

    // The error names the object that is there now, so it is looked up once more.
    private InputChangedException inputChanged(Pin pin) {
        try {
            Pin current = pin(pin.uri());
            return new InputChangedException(
                    pin, current.etag() + " (" + current.size() + " bytes)");
        } catch (InvalidInputException e) {
            return new InputChangedException(pin, "gone");
        }
    }

    private static String unquoted(String etag) {
        return etag.replace("\"", "");
    }
}
