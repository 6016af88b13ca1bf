package dev.fanfold.localstack;

import cloud.localstack.Constants;
import cloud.localstack.Localstack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/// Signed requests to services for which the tests need no client of the SDK.
///
/// @param service the service's name in signatures
record AwsCall(URI endpoint, String service) {
    private static final AwsCredentialsIdentity CREDENTIALS =
            AwsCredentialsIdentity.create(Constants.TEST_ACCESS_KEY, Constants.TEST_SECRET_KEY);

    /// Sends a GET and returns the body of the response.
    String get(String path) {
        return send(request(SdkHttpMethod.GET, path, Map.of()), null);
    }

    /// Sends a POST and returns the body of the response.
    ///
    /// @throws AssertionError if the response is an error, or the invoked function failed
    String post(String path, Map<String, String> headers, String body) {
        return send(request(SdkHttpMethod.POST, path, headers), body);
    }

    /// Sends a DELETE and returns the body of the response.
    String delete(String path) {
        return send(request(SdkHttpMethod.DELETE, path, Map.of()), null);
    }

    private SdkHttpRequest request(SdkHttpMethod method, String path, Map<String, String> headers) {
        var request = SdkHttpRequest.builder().uri(endpoint.resolve(path)).method(method);
        headers.forEach(request::putHeader);
        return request.build();
    }

    private String send(SdkHttpRequest request, @Nullable String body) {
        // The JDK's connection turns a GET with a body, even an empty one, into a POST.
        var content = body == null ? null : ContentStreamProvider.fromUtf8String(body);
        SdkHttpRequest signed =
                AwsV4HttpSigner.create()
                        .sign(r ->
                                r.identity(CREDENTIALS)
                                        .request(request)
                                        .payload(content)
                                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                                        .putProperty(
                                                AwsV4HttpSigner.REGION_NAME,
                                                Localstack.getDefaultRegion()))
                        .request();
        try (SdkHttpClient http = UrlConnectionHttpClient.create()) {
            HttpExecuteResponse response =
                    http.prepareRequest(
                                    HttpExecuteRequest.builder()
                                            .request(signed)
                                            .contentStreamProvider(content)
                                            .build())
                            .call();
            return checkedText(request, response);
        } catch (IOException failed) {
            throw new UncheckedIOException(request.getUri().toString(), failed);
        }
    }

    private static String checkedText(SdkHttpRequest request, HttpExecuteResponse response)
            throws IOException {
        String text =
                response.responseBody().isEmpty()
                        ? ""
                        : new String(
                                response.responseBody().get().readAllBytes(),
                                StandardCharsets.UTF_8);
        if (!response.httpResponse().isSuccessful()
                || response.httpResponse()
                        .firstMatchingHeader("X-Amz-Function-Error")
                        .isPresent()) {
            throw new AssertionError(request.getUri() + " returned " + text);
        }
        return text;
    }
}
