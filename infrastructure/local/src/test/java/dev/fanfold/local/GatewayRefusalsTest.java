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

    private final BlockingQueue<APIGatewayProxyRequestEvent> heard = new LinkedBlockingQueue<>();
    private String url = "";

    @BeforeEach
    void answering(LocalCloud cloud) {
        url = cloud.output("ApiUrl");
        answering(Http.answer(200, "fine"));
    }

    private void answering(@Nullable Object answer) {
        ScriptedHandler.script(
                "fanfold-Answers",
                (event, context, variables) -> {
                    heard.add((APIGatewayProxyRequestEvent) event);
                    return answer;
                });
    }

    @Test
    void whatIsNotDeclaredIsForbidden() {
        for (HttpResponse<String> answer :
                List.of(
                        Http.signed("GET", url + "/nowhere", ""),
                        Http.signed("GET", url + "/jobs/", ""),
                        Http.signed("PUT", url + "/jobs", ""),
                        Http.signed("POST", url + "/jobs/mine", ""))) {
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.headers().firstValue("x-amzn-ErrorType"))
                    .hasValue("MissingAuthenticationTokenException");
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValue("application/problem+json");
            assertThat(answer.body())
                    .matches(
                            "\\{\"type\":\"about:blank\",\"title\":\"Missing Authentication Token\",\"request\":\".{36}\"}");
        }
        HttpResponse<String> elsewhere = Http.get(url.replace("/v1", "/v2") + "/jobs");
        assertThat(elsewhere.statusCode()).isEqualTo(403);
        assertThat(elsewhere.body()).isEqualTo("{\"message\":\"Forbidden\"}");
        assertThat(heard).isEmpty();
    }

    @Test
    void anInvalidResponseIsAnInternalError() {
        for (Object answer :
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
                        Http.answer(200, "x".repeat(7_000_000)))) {
            answering(answer);
            internalError(502, Http.get(url + "/open"));
        }
        ScriptedHandler.script(
                "fanfold-Answers",
                (event, context, variables) -> {
                    throw new IllegalStateException("scripted");
                });
        internalError(502, Http.get(url + "/open"));
    }

    private static void internalError(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("\"title\":\"Internal server error\"");
    }

    @Test
    void aFunctionThatTakesTooLongTimesOut() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        ScriptedHandler.script(
                "fanfold-Answers",
                (event, context, variables) -> {
                    assertThat(answered.await(60, TimeUnit.SECONDS)).isTrue();
                    return Http.answer(200, "late");
                });

        HttpResponse<String> answer = Http.signed("GET", url + "/slow", "");
        answered.countDown();

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.body()).contains("\"title\":\"Endpoint request timed out\"");
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
                    return Http.answer(200, "done");
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
            HttpResponse<String> answer = Http.signed("POST", url + "/jobs", body);

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains("Request Too Long");
        }
        assertThat(heard).isEmpty();
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
