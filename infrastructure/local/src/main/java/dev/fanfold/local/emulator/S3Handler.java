package dev.fanfold.local.emulator;

import dev.fanfold.template.Aws;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.gaul.s3proxy.S3ErrorCode;
import org.gaul.s3proxy.S3ProxyException;
import org.gaul.s3proxy.S3ProxyHandler;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// S3Proxy's request handler. It converts exceptions to S3's error responses.
final class S3Handler extends S3ProxyHandler {
    private static final long MAX_OBJECT_BYTES = 5L * 1024 * 1024 * 1024;
    private static final long MAX_FORM_BYTES = 128 * 1024 * 1024;
    private static final int MAX_CHUNK_BYTES = 16 * 1024 * 1024;
    private static final int MAX_SKEW_SECONDS = 15 * 60;

    @SuppressWarnings("NullAway") // null means no virtual hosts and no CORS rules
    S3Handler(BlobStore store) {
        super(
                store,
                // Without authentication, S3Proxy would reject upload forms, which contain a
                // signature.
                AuthenticationType.AWS_V2_OR_V4,
                Aws.ACCESS_KEY,
                Aws.SECRET_KEY,
                null,
                MAX_OBJECT_BYTES,
                MAX_FORM_BYTES,
                MAX_CHUNK_BYTES,
                true,
                null,
                "",
                MAX_SKEW_SECONDS);
    }

    void handle(HttpServletRequest request, S3Response response, InputStream body)
            throws IOException {
        try {
            HttpServletRequest forwarded = LiteralListing.of(request);
            doHandle(request, forwarded, response, body, new RequestContext());
            if (forwarded instanceof LiteralListing) {
                response.changeDocument(LiteralListing::document);
            }
        } catch (IllegalArgumentException malformed) {
            refuse(request, response, error(400, "InvalidArgument", malformed.toString()));
        } catch (UnsupportedOperationException unknown) {
            refuse(request, response, error(501, "NotImplemented", unknown.toString()));
        } catch (RuntimeException | IOException e) {
            AwsServiceException serviceError = serviceError(e).orElse(null);
            if (serviceError == null) {
                throw e;
            }
            refuse(request, response, serviceError);
        }
    }

    /// An error response of S3, to be thrown or sent.
    static AwsServiceException error(int status, String code, String message) {
        return S3Exception.builder()
                .statusCode(status)
                .message(message)
                .awsErrorDetails(
                        AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
                .build();
    }

    // Searches the causes too, because errors while a body is read are wrapped, for example that of
    // a wrong checksum.
    private static Optional<AwsServiceException> serviceError(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .filter(AwsServiceException.class::isInstance)
                .map(AwsServiceException.class::cast)
                .findFirst();
    }

    /// Sends an error response.
    void refuse(HttpServletRequest request, HttpServletResponse response, AwsServiceException e)
            throws IOException {
        var http = S3Exceptions.httpResponse(e);
        if (http != null) {
            for (String header :
                    List.of("ETag", "x-amz-delete-marker", "x-amz-version-id", "Allow")) {
                http.firstMatchingHeader(header)
                        .ifPresent(value -> response.setHeader(header, value));
            }
        }
        String code = S3Exceptions.errorCode(e);
        if (code != null) {
            String message = e.awsErrorDetails().errorMessage();
            sendSimpleErrorResponse(
                    request,
                    response,
                    code,
                    e.statusCode(),
                    message == null ? "" : message,
                    Map.of());
            return;
        }
        switch (e.statusCode()) { // the store reports these errors without a code
            case 412 -> refuseCondition(request, response);
            case 416 -> refuse(request, response, new S3ProxyException(S3ErrorCode.INVALID_RANGE));
            case 400 -> refuse(request, response, new S3ProxyException(S3ErrorCode.BAD_DIGEST));
            default -> response.setStatus(e.statusCode());
        }
    }

    // The store does not report which condition failed. S3 responds with 304 only to a read whose
    // `If-None-Match` or `If-Modified-Since` failed.
    private void refuseCondition(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean reads = List.of("GET", "HEAD").contains(request.getMethod());
        boolean onlyIfChanged =
                request.getHeader("If-Match") == null
                        && request.getHeader("If-Unmodified-Since") == null;
        if (reads && onlyIfChanged) {
            response.setStatus(304);
        } else {
            refuse(request, response, new S3ProxyException(S3ErrorCode.PRECONDITION_FAILED));
        }
    }
}
