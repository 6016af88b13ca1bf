package dev.fanfold.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.fanfold.local.meter.Meter.Unit;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The events of a REST API's functions and the responses to its clients.
///
/// Errors are in GatewayRefusalsTest, access in AuthorizationTest.
@Timeout(120)
class GatewayTest {
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
    void outputsAndVariablesHaveLocalAddresses(LocalCloud cloud) throws Exception {
        BlockingQueue<String> urls = new LinkedBlockingQueue<>();
        ScriptedHandler.script(
                "fanfold-Answers",
                (event, context, variables) -> {
                    urls.add(variables.getOrDefault("API", ""));
                    return Http.response(200, "fine");
                });

        URI base = cloud.endpoints().apis().get(cloud.output("ApiId"));

        assertThat(base).hasHost("127.0.0.1").hasPath("/v1").hasToString(url);
        assertThat(Http.get(base + "/open").body()).isEqualTo("fine");
        assertThat(urls.take()).isEqualTo(url);
        assertThat(Http.get(cloud.output("InlineUrl")).body()).isEqualTo("fine");
    }

    @Test
    void aRequestBecomesTheProxyEvent(LocalCloud cloud) throws Exception {
        Http.send(
                "POST",
                url + "/jobs?a=1&a=2&b=x%20y%2Bz&c",
                "{\"ü\":1}",
                "Authorization",
                Http.SIGNED,
                "Idempotency-Key",
                "k1");

        APIGatewayProxyRequestEvent event = events.take();
        assertThat(event.getHttpMethod()).isEqualTo("POST");
        assertThat(event.getResource()).isEqualTo("/jobs");
        assertThat(event.getPath()).isEqualTo("/jobs");
        assertThat(event.getBody()).isEqualTo("{\"ü\":1}");
        assertThat(event.getIsBase64Encoded()).isFalse();
        assertThat(event.getQueryStringParameters())
                .isEqualTo(Map.of("a", "2", "b", "x y+z", "c", ""));
        assertThat(event.getMultiValueQueryStringParameters())
                .containsEntry("a", List.of("1", "2"));
        assertThat(event.getHeaders())
                .containsEntry("Idempotency-key", "k1")
                .containsEntry("X-Forwarded-For", "127.0.0.1")
                .doesNotContainKey("Authorization");
        assertThat(event.getMultiValueHeaders()).containsEntry("Idempotency-key", List.of("k1"));
        assertThat(event.getStageVariables()).isEqualTo(Map.of("colour", "blue"));
        checkContext(event.getRequestContext(), cloud.output("ApiId"));
    }

    private static void checkContext(
            APIGatewayProxyRequestEvent.ProxyRequestContext context, String api) {
        assertThat(context.getApiId()).isEqualTo(api);
        assertThat(context.getStage()).isEqualTo("v1");
        assertThat(context.getHttpMethod()).isEqualTo("POST");
        assertThat(context.getPath()).isEqualTo("/v1/jobs");
        assertThat(context.getResourcePath()).isEqualTo("/jobs");
        assertThat(context.getOperationName()).isEqualTo("submitJob");
        assertThat(context.getRequestId()).hasSize(36);
        assertThat(context.getRequestTimeEpoch()).isPositive();
        assertThat(context.getRequestTime()).matches("../.../....:..:..:.. \\+0000");
        assertThat(context.getIdentity().getSourceIp()).isEqualTo("127.0.0.1");
        assertThat(context.getIdentity().getUserAgent()).startsWith("Java-http-client");
        assertThat(context.getIdentity().getAccessKey()).isEqualTo("ALICE");
        assertThat(context.getIdentity().getUserArn())
                .isEqualTo("arn:aws:iam::000000000000:user/ALICE");
        assertThat(context.getAuthorizer()).isNull();
    }

    @Test
    void absentPartsOfTheEventAreNull() throws Exception {
        Http.get(url + "/open");

        APIGatewayProxyRequestEvent event = events.take();
        assertThat(event.getBody()).isNull();
        assertThat(event.getPathParameters()).isNull();
        assertThat(event.getQueryStringParameters()).isNull();
        assertThat(event.getMultiValueQueryStringParameters()).isNull();
        assertThat(event.getRequestContext().getOperationName()).isNull();
        assertThat(event.getRequestContext().getIdentity().getUserArn()).isNull();
    }

    @Test
    void pathParametersAreDecodedAndALiteralSegmentWins() throws Exception {
        Http.signed("GET", url + "/jobs/a%2Fb%20c+d", "");
        Http.signed("GET", url + "/jobs/mine", "");

        APIGatewayProxyRequestEvent withVariable = events.take();
        assertThat(withVariable.getResource()).isEqualTo("/jobs/{id}");
        assertThat(withVariable.getPathParameters()).isEqualTo(Map.of("id", "a/b c+d"));
        assertThat(withVariable.getPath()).isEqualTo("/jobs/a%2Fb%20c+d");
        assertThat(events.take().getResource()).isEqualTo("/jobs/mine");
    }

    @Test
    void aResponseIsSentUnchanged() {
        scriptFunction(
                new APIGatewayProxyResponseEvent()
                        .withStatusCode(201)
                        .withHeaders(Map.of("Location", "/x", "Date", "never"))
                        .withMultiValueHeaders(Map.of("X-Many", List.of("1", "2")))
                        .withBody("ü"));

        HttpResponse<String> response = Http.get(url + "/open");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).isEqualTo("ü");
        assertThat(response.headers().firstValue("Location")).hasValue("/x");
        assertThat(response.headers().firstValue("x-amzn-remapped-date")).hasValue("never");
        assertThat(response.headers().allValues("X-Many")).containsExactly("1", "2");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.headers().firstValue("x-amzn-RequestId")).isPresent();
    }

    @Test
    void theOpenApiDocumentIsServed(LocalCloud cloud) {
        HttpResponse<String> document = Http.get(url.replace("/v1", "/openapi.json"));

        assertThat(document.statusCode()).isEqualTo(200);
        assertThat(document.body())
                .contains("\"servers\":[{\"url\":\"" + url + "\"}]")
                .contains("\"info\":{\"title\":\"Jobs\",\"version\":\"1\"}")
                .contains("\"minimum\":1,\"default\":200")
                .contains("\"done\":{\"type\":\"boolean\",\"default\":false}")
                .contains("\"minimum\":0.5,\"example\":\"1\"")
                .contains(
                        "functions/arn:aws:lambda:us-east-1:000000000000:function:fanfold-Answers")
                .doesNotContain("Fn::");
    }

    @Test
    void aRequestIsMeteredUnlessTheGatewayRefusesIt(LocalCloud cloud) {
        long before = cloud.meter().total(Unit.API_REQUESTS);

        Http.get(url + "/open");
        Http.get(url + "/jobs");
        Http.signed("GET", url + "/nowhere", "");

        assertThat(cloud.meter().total(Unit.API_REQUESTS)).isEqualTo(before + 1);
    }
}
