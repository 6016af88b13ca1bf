package dev.fanfold.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The errors that a REST API returns instead of a function's response.
@Timeout(120)
class GatewayRefusalsTest {
    @RegisterExtension
    static final LocalCloudExtension CLOUD =
            new LocalCloudExtension(
                    Path.of("src/test/resources/templates/api.yaml"), LocalOptions.defaults());

    private final BlockingQueue<APIGatewayProxyRequestEvent> events = new LinkedBlockingQueue<>();
    private String url = "";

    @BeforeEach
    void scriptFunction(LocalCloud cloud) {
        url = cloud.output("ApiUrl");
        scriptFunction(Http.response(200, "fine"));
    }

    private void scriptFunction(@Nullable Object response) {
        ScriptedHandler.script(
                "fanfold-Answers",
                (event, context, variables) -> {
                    events.add((APIGatewayProxyRequestEvent) event);
                    return response;
                });
    }

    @Test
    void undeclaredMethodsAreForbidden() {
        for (HttpResponse<String> response :
                List.of(
                        Http.signed("GET", url + "/nowhere", ""),
                        Http.signed("GET", url + "/jobs/", ""),
                        Http.signed("PUT", url + "/jobs", ""),
                        Http.signed("POST", url + "/jobs/mine", ""))) {
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.headers().firstValue("x-amzn-ErrorType"))
                    .hasValue("MissingAuthenticationTokenException");
            assertThat(response.headers().firstValue("Content-Type"))
                    .hasValue("application/problem+json");
            assertThat(response.body())
                    .matches(
                            "\\{\"type\":\"about:blank\",\"title\":\"Missing Authentication Token\",\"request\":\".{36}\"}");
        }
        HttpResponse<String> otherStage = Http.get(url.replace("/v1", "/v2") + "/jobs");
        assertThat(otherStage.statusCode()).isEqualTo(403);
        assertThat(otherStage.body()).isEqualTo("{\"message\":\"Forbidden\"}");
        assertThat(events).isEmpty();
    }

    @Test
    void anInvalidResponseIsAnInternalError() {
        for (Object response :
                Arrays.asList(
                        null,
                        "text",
                        Map.of("body", "no status"),
                        Map.of("statusCode", 99),
                        Map.of("statusCode", 200, "body", Map.of("not", "text")),
                        Map.of("statusCode", 200, "cookies", List.of()),
                        Map.of("statusCode", 200, "isBase64Encoded", "yes"),
                        Map.of("statusCode", 200, "headers", Map.of("a", "b\r\nc")),
                        Map.of("statusCode", 200, "headers", List.of()),
                        Map.of("statusCode", 200, "multiValueHeaders", Map.of("a", "b")),
                        Http.response(200, "x".repeat(7_000_000)))) {
            scriptFunction(response);
            internalError(502, Http.get(url + "/open"));
        }
        ScriptedHandler.script(
                "fanfold-Answers",
                (event, context, variables) -> {
                    throw new IllegalStateException("scripted");
                });
        internalError(502, Http.get(url + "/open"));
    }

    private static void internalError(int status, HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains("\"title\":\"Internal server error\"");
    }

    @Test
    void aFunctionThatTakesTooLongTimesOut() throws Exception {
        CountDownLatch responseReceived = new CountDownLatch(1);
        ScriptedHandler.script(
                "fanfold-Answers",
                (event, context, variables) -> {
                    assertThat(responseReceived.await(60, TimeUnit.SECONDS)).isTrue();
                    return Http.response(200, "late");
                });

        HttpResponse<String> response = Http.signed("GET", url + "/slow", "");
        responseReceived.countDown();

        assertThat(response.statusCode()).isEqualTo(504);
        assertThat(response.body()).contains("\"title\":\"Endpoint request timed out\"");
    }

    @Test
    void aFunctionAtItsLimitIsNotInvoked() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        ScriptedHandler.script(
                "fanfold-Single",
                (event, context, variables) -> {
                    busy.countDown();
                    assertThat(end.await(60, TimeUnit.SECONDS)).isTrue();
                    return Http.response(200, "done");
                });
        CompletableFuture<HttpResponse<String>> first =
                CompletableFuture.supplyAsync(() -> Http.signed("GET", url + "/single", ""));
        assertThat(busy.await(60, TimeUnit.SECONDS)).isTrue();

        internalError(500, Http.signed("GET", url + "/single", ""));
        end.countDown();

        assertThat(first.get().body()).isEqualTo("done");
    }

    @Test
    void aRequestOverALimitIsTooLong() {
        // One exceeds API Gateway's limit of 10 MB, the other Lambda's 6 MB after its quotes are
        // escaped.
        for (String body : List.of("x".repeat(30_000_000), "\"".repeat(3_200_000))) {
            HttpResponse<String> response = Http.signed("POST", url + "/jobs", body);

            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(response.body()).contains("Request Too Long");
        }
        assertThat(events).isEmpty();
        assertThat(Http.signed("POST", url + "/jobs", "x".repeat(6_000_000)).body())
                .isEqualTo("fine");
    }

    @Test
    void throttlesAndGatewayResponsesHaveNoEffectHere() {
        // The template throttles this method to one call in 15 minutes, and changes status 429 to
        // 420.
        for (int i = 0; i < 5; i++) {
            assertThat(Http.get(url + "/open").statusCode()).isEqualTo(200);
        }
    }
}
