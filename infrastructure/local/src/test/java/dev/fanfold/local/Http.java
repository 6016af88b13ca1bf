package dev.fanfold.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/// Requests to a REST API.
final class Http {
    static final String SIGNED =
            "AWS4-HMAC-SHA256 Credential=ALICE/20260101/us-east-1/execute-api/aws4_request,"
                    + " SignedHeaders=host;x-amz-date, Signature=00";

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Http() {}

    static HttpResponse<String> get(String url, String... headers) {
        return send("GET", url, "", headers);
    }

    /// @param headers names and values in turn
    static HttpResponse<String> send(String method, String url, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url))
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static HttpResponse<String> signed(String method, String url, String body) {
        return send(method, url, body, "Authorization", SIGNED);
    }

    static Map<String, Object> response(int status, String body) {
        return Map.of("statusCode", status, "body", body);
    }
}
