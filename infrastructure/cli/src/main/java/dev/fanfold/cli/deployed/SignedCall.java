package dev.fanfold.cli.deployed;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/// Sends signed HTTP requests to an AWS service.
///
/// @param service the service's name in signatures, such as `lambda`
record SignedCall(String service, String region, AwsCredentialsProvider credentials) {
    /// Longer than a request to the API takes: its function has a time limit of 29 seconds, and may
    /// have a cold start.
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

    /// A response.
    ///
    /// @param error the type of the error that the service or the function reports; empty if
    ///   neither reports one
    record Reply(int status, String error, String body) {}

    Reply get(URI uri) throws IOException {
        return send(request(SdkHttpMethod.GET, uri).build(), Optional.empty());
    }

    Reply post(URI uri, String body) throws IOException {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        SdkHttpRequest request =
                request(SdkHttpMethod.POST, uri)
                        .putHeader("Content-Type", "application/json")
                        .putHeader("Content-Length", Integer.toString(length))
                        .build();
        return send(request, Optional.of(ContentStreamProvider.fromUtf8String(body)));
    }

    private static SdkHttpRequest.Builder request(SdkHttpMethod method, URI uri) {
        return SdkHttpRequest.builder().method(method).uri(uri);
    }

    private Reply send(SdkHttpRequest request, Optional<ContentStreamProvider> body)
            throws IOException {
        SignedRequest signed =
                AwsV4HttpSigner.create()
                        .sign(sign ->
                                sign.identity(credentials.resolveCredentials())
                                        .request(request)
                                        .payload(body.orElse(null))
                                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                                        .putProperty(AwsV4HttpSigner.REGION_NAME, region));
        try (SdkHttpClient http =
                UrlConnectionHttpClient.builder().socketTimeout(READ_TIMEOUT).build()) {
            HttpExecuteRequest.Builder execute =
                    HttpExecuteRequest.builder().request(signed.request());
            body.ifPresent(execute::contentStreamProvider);
            return reply(http.prepareRequest(execute.build()).call());
        }
    }

    private static Reply reply(HttpExecuteResponse response) throws IOException {
        try (InputStream body =
                response.responseBody().orElseGet(AbortableInputStream::createEmpty)) {
            var http = response.httpResponse();
            String error =
                    http.firstMatchingHeader("x-amzn-ErrorType")
                            .or(() -> http.firstMatchingHeader("X-Amz-Function-Error"))
                            .orElse("");
            return new Reply(
                    http.statusCode(),
                    error,
                    new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
