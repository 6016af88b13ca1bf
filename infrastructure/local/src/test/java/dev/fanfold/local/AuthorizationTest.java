package dev.fanfold.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponse;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The access to a REST API: signatures and authorizers.
@Timeout(120)
class AuthorizationTest {
    @RegisterExtension
    static final LocalCloudExtension CLOUD =
            new LocalCloudExtension(
                    Path.of("src/test/resources/templates/api.yaml"), LocalOptions.defaults());

    private final BlockingQueue<APIGatewayProxyRequestEvent> functionEvents =
            new LinkedBlockingQueue<>();
    private final BlockingQueue<APIGatewayCustomAuthorizerEvent> authorizerEvents =
            new LinkedBlockingQueue<>();
    private String url = "";

    @BeforeEach
    void scriptFunction(LocalCloud cloud) {
        url = cloud.output("ApiUrl");
        ScriptedHandler.script(
                "fanfold-Answers",
                (event, context, variables) -> {
                    functionEvents.add((APIGatewayProxyRequestEvent) event);
                    return Http.response(200, "fine");
                });
    }

    private void scriptAuthorizer(
            Function<APIGatewayCustomAuthorizerEvent, @Nullable Object> response) {
        ScriptedHandler.script(
                "fanfold-Gate",
                (event, context, variables) -> {
                    authorizerEvents.add((APIGatewayCustomAuthorizerEvent) event);
                    return response.apply((APIGatewayCustomAuthorizerEvent) event);
                });
    }

    @Test
    void aRequestWithoutASignatureIsForbidden() {
        assertRejected(403, "Missing Authentication Token", Http.get(url + "/jobs"));
    }

    @Test
    void aMalformedSignatureIsForbidden() {
        for (String faulty :
                List.of(
                        "Bearer x",
                        Http.SIGNED.replace("Credential", "Cred"),
                        Http.SIGNED.replace("Signature=00", ""),
                        Http.SIGNED.replace("/aws4_request", ""),
                        Http.SIGNED.replace("execute-api", "s3"),
                        Http.SIGNED.replace("us-east-1", "eu-west-1"))) {
            HttpResponse<String> response = Http.get(url + "/jobs", "Authorization", faulty);

            assertThat(response.statusCode()).as(faulty).isEqualTo(403);
            assertThat(response.headers().firstValue("x-amzn-ErrorType"))
                    .hasValue("IncompleteSignatureException");
        }
        assertThat(functionEvents).isEmpty();
    }

    @Test
    void aSignatureMayBeInTheQuery() throws Exception {
        String signed =
                "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-SignedHeaders=host&X-Amz-Signature=00"
                        + "&X-Amz-Credential=BOB%2F20260101%2Fus-east-1%2Fexecute-api%2Faws4_request";

        assertThat(Http.get(url + "/jobs" + signed).statusCode()).isEqualTo(200);
        assertThat(functionEvents.take().getRequestContext().getIdentity().getAccessKey())
                .isEqualTo("BOB");
    }

    @Test
    void theFunctionReceivesTheAuthorizersContext() throws Exception {
        scriptAuthorizer(AuthorizationTest::allowing);

        assertThat(gated("GET", "/gated/1", "Bearer carol").statusCode()).isEqualTo(200);

        APIGatewayCustomAuthorizerEvent event = authorizerEvents.take();
        assertThat(event.getType()).isEqualTo("TOKEN");
        assertThat(event.getAuthorizationToken()).isEqualTo("Bearer carol");
        assertThat(event.getMethodArn())
                .isEqualTo(
                        "arn:aws:execute-api:us-east-1:000000000000:fanfold-jobs/v1/GET/gated/1");
        APIGatewayProxyRequestEvent passed = functionEvents.take();
        assertThat(passed.getRequestContext().getAuthorizer())
                .containsEntry("principalId", "carol")
                .containsEntry("admin", "true")
                .containsEntry("level", "7")
                .containsKey("integrationLatency");
        assertThat(passed.getHeaders()).containsEntry("Authorization", "Bearer carol");
    }

    @Test
    void anAuthorizerIsAskedForEachRequestWhateverItsTimeToLive() {
        scriptAuthorizer(event -> policy("dan", "Allow"));
        assertThat(gated("GET", "/gated/1", "Bearer dan").statusCode()).isEqualTo(200);

        scriptAuthorizer(event -> policy("dan", "Deny"));
        assertRejected(
                403,
                "User is not authorized to access this resource",
                gated("GET", "/gated/1", "Bearer dan"));
        assertThat(authorizerEvents).hasSize(2);
    }

    @Test
    void oneDenyAmongItsStatementsIsADeny() {
        scriptAuthorizer(event ->
                Map.of(
                        "principalId",
                        "eve",
                        "policyDocument",
                        Map.of(
                                "Statement",
                                List.of(Map.of("Effect", "Allow"), Map.of("Effect", "Deny")))));
        assertRejected(
                403,
                "User is not authorized to access this resource",
                gated("GET", "/gated/1", "Bearer eve"));
    }

    @Test
    void aRequestWithoutIdentityIsUnauthorizedWithoutAskingTheAuthorizer() {
        scriptAuthorizer(event -> policy("gus", "Allow"));

        assertRejected(401, "Unauthorized", Http.get(url + "/gated/1"));
        assertRejected(401, "Unauthorized", gated("GET", "/gated/1", "Bearer 123"));
        assertRejected(401, "Unauthorized", Http.get(url + "/asked?room=1"));
        assertRejected(401, "Unauthorized", Http.get(url + "/asked", "X-Who", "gus"));

        assertThat(authorizerEvents).isEmpty();
    }

    @Test
    void anAuthorizerSeesTheRequest() throws Exception {
        scriptAuthorizer(event -> policy("hal", "Allow"));

        assertThat(Http.get(url + "/asked?room=1", "X-Who", "hal").statusCode()).isEqualTo(200);

        APIGatewayCustomAuthorizerEvent event = authorizerEvents.take();
        assertThat(event.getType()).isEqualTo("REQUEST");
        assertThat(event.getPath()).isEqualTo("/asked");
        assertThat(event.getHeaders()).containsEntry("X-who", "hal");
        assertThat(event.getQueryStringParameters()).containsEntry("room", "1");
        assertThat(event.getRequestContext().getResourcePath()).isEqualTo("/asked");
    }

    @Test
    void aFailingAuthorizerAdmitsNoCaller() {
        scriptAuthorizer(event -> {
            throw new IllegalStateException("Unauthorized");
        });
        assertRejected(401, "Unauthorized", gated("GET", "/gated/1", "Bearer ida"));

        for (Object invalid :
                List.of(
                        "yes",
                        Map.of("principalId", "joe"),
                        policy("joe", "Maybe"),
                        Map.of(
                                "principalId",
                                "joe",
                                "policyDocument",
                                Map.of("Statement", List.of(Map.of("Condition", "x")))))) {
            scriptAuthorizer(event -> invalid);
            HttpResponse<String> httpResponse = gated("GET", "/gated/1", "Bearer joe");
            assertRejected(500, "Internal server error", httpResponse);
        }
        assertThat(functionEvents).isEmpty();
    }

    private static IamPolicyResponse allowing(APIGatewayCustomAuthorizerEvent event) {
        return IamPolicyResponse.builder()
                .withPrincipalId("carol")
                .withPolicyDocument(
                        IamPolicyResponse.PolicyDocument.builder()
                                .withVersion("2012-10-17")
                                .withStatement(
                                        List.of(
                                                IamPolicyResponse.allowStatement(
                                                        event.getMethodArn())))
                                .build())
                .withContext(Map.of("admin", true, "level", 7))
                .build();
    }

    private HttpResponse<String> gated(String method, String path, String token) {
        return Http.send(method, url + path, "", "Authorization", token);
    }

    private static Map<String, Object> policy(String principal, String effect) {
        return Map.of(
                "principalId",
                principal,
                "policyDocument",
                Map.of(
                        "Version",
                        "2012-10-17",
                        "Statement",
                        Map.of("Action", "execute-api:Invoke", "Effect", effect, "Resource", "*")));
    }

    private static void assertRejected(int status, String title, HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains("\"title\":\"" + title + "\",");
    }
}
