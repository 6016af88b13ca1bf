package dev.fanfold.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.RequestIdentity;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.fanfold.messages.Fields;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests which requests the API rejects, and its responses to them.
class RefusedRequestsTest {
    private final ApiFixture fixture = new ApiFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api-get-job.json",
                "api-get-result.json",
                "api-list-tasks.json",
                "api-list-rounds.json",
                "api-list-outputs.json",
                "api-cancel-job.json",
                "api-redrive-job.json"
            })
    void theJobOfAnotherOwnerIsNotFound(String file) {
        fixture.createAnnsJob(0);
        APIGatewayProxyRequestEvent event = fixture.event(file);
        event.getRequestContext().getIdentity().setUserArn("arn:aws:iam::111122223333:user/bob");

        APIGatewayProxyResponseEvent response = fixture.handle(event);

        assertThat(response.getStatusCode()).isEqualTo(404);
        assertThat(fixture.application.job(ApiFixture.JOB).isOpen()).isTrue();
        // The same text as for a job that never existed.
        String detail = ApiFixture.json(response).text("detail");
        event.setPathParameters(Map.of("id", "f".repeat(32)));
        assertThat(ApiFixture.json(fixture.handle(event)).text("detail"))
                .isEqualTo(detail.replace(ApiFixture.JOB.value(), "f".repeat(32)));
    }

    @Test
    void jobsOfOtherOwnersAreNotListed() {
        fixture.createAnnsJob(0);
        APIGatewayProxyRequestEvent event = fixture.event("api-list-jobs.json");
        event.getRequestContext().getIdentity().setUserArn("arn:aws:iam::111122223333:user/bob");

        assertThat(ApiFixture.json(fixture.handle(event)).objects("jobs")).isEmpty();
    }

    @Test
    void allSessionsOfARoleAreTheSameOwner() {
        String role = "arn:aws:sts::111122223333:assumed-role/Nightly/";
        for (String session : new String[] {"one", "two"}) {
            APIGatewayProxyRequestEvent event = fixture.event("api-submit-job.json");
            event.getRequestContext().getIdentity().setUserArn(role + session);
            fixture.handle(event);
        }

        assertThat(fixture.application.store.all()).hasSize(1);
    }

    @Test
    void theSubjectOfATokenTakesPrecedenceOverTheSigner() {
        APIGatewayProxyRequestEvent event = fixture.event("api-submit-job.json");
        event.getRequestContext().setAuthorizer(Map.of("principalId", "carol"));
        fixture.handle(event);

        assertThat(fixture.application.store.all().getFirst().request().owner())
                .isEqualTo("jwt:carol");
    }

    @Test
    void theAnonymousOwnerIsUsedOnlyWithoutAnIdentity() {
        var context = fixture.event("api-list-jobs.json").getRequestContext();
        assertThat(Caller.of(context, Optional.of("emulated"))).isEqualTo(ApiFixture.ANN);
        assertThat(Caller.of(context.withIdentity(null), Optional.of("emulated")))
                .isEqualTo("emulated");
    }

    @Test
    void aRequestWithoutAnIdentityIsRejected() {
        APIGatewayProxyRequestEvent event = fixture.event("api-list-jobs.json");
        event.getRequestContext().setIdentity(new RequestIdentity());

        assertThat(fixture.handle(event).getStatusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    {                                                       | 400 | not JSON
                    []                                                      | 400 | not a JSON object
                    {"settings":{}}                                         | 400 | workload
                    {"workload":"numbers","colour":"red"}                   | 400 | colour
                    {"workload":"numbers","settings":[]}                    | 400 | settings
                    {"workload":"numbers","settings":{"below":{}}}          | 400 | below
                    {"workload":"numbers","settings":{"below":1e9999}}      | 400 | below
                    {"workload":"numbers","job":{"pack":1001}}              | 400 | 1001
                    {"workload":"numbers","job":{"rounds":0}}               | 400 | rounds
                    {"workload":"numbers","job":{"rounds":1000001}}         | 400 | 1000001
                    {"workload":"counts","items":[]}                        | 400 | items
                    {"workload":"counts","items":[1],"input":"s3://a/b"}    | 400 | leave one out
                    {"workload":"counts","items":null}                      | 400 | null
                    {"workload":"nmbers","settings":{"below":1}}            | 422 | numbers
                    {"workload":"numbers","settings":{"blow":1}}            | 422 | below
                    {"workload":"numbers"}                                  | 422 | below
                    {"workload":"counts"}                                   | 422 | input
                    {"workload":"counts","input":"s3://inbox/counts/a/b"}   | 422 | POST /uploads
                    {"workload":"counts","input":"file:/etc/passwd"}        | 422 | POST /uploads
                    """)
    void anInvalidBodyIsRejectedAndTheProblemNamesTheCause(String body, int status, String cause) {
        APIGatewayProxyResponseEvent response =
                fixture.handle(fixture.body("api-submit-job.json", body));

        assertThat(response.getStatusCode()).isEqualTo(status);
        assertThat(response.getHeaders()).containsEntry("Content-Type", "application/problem+json");
        Fields problem = ApiFixture.json(response);
        assertThat(problem.text("detail")).contains(cause);
        assertThat(problem.number("status")).isEqualTo(status);
        assertThat(problem.text("request")).isEqualTo("5f0c1b1e-8a3d-4c1e-9f6d-2b7e4a9c0d11");
        assertThat(fixture.application.store.all()).isEmpty();
    }

    @Test
    void valuesAtTheLimitAreAcceptedAndOnePastItIsRejected() {
        assertThat(status(items(10_000))).isEqualTo(202);
        assertThat(status(items(10_001))).isEqualTo(400);
        assertThat(status(label(8_192))).isEqualTo(202);
        assertThat(status(label(8_193))).isEqualTo(400);
        assertThat(status(nested(19))).isEqualTo(202);
        assertThat(status(nested(20))).isEqualTo(400);
        String body = label(8_000);
        assertThat(status(body + " ".repeat(Body.MAX_BYTES - body.length()))).isEqualTo(202);
        assertThat(status(body + " ".repeat(Body.MAX_BYTES - body.length() + 1))).isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource({"limit,0", "limit,101", "limit,ten", "after,x", "colour,red"})
    void theProblemNamesTheInvalidParameter(String name, String value) {
        APIGatewayProxyRequestEvent event = fixture.event("api-list-jobs.json");
        event.setQueryStringParameters(Map.of(name, value));
        APIGatewayProxyResponseEvent response = fixture.handle(event);

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(ApiFixture.json(response).text("detail")).contains(name);
    }

    @Test
    void anotherMediaTypeIsRejected() {
        APIGatewayProxyRequestEvent event = fixture.event("api-submit-job.json");
        event.getHeaders().put("Content-Type", "text/csv");

        assertThat(fixture.handle(event).getStatusCode()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "", "ü"})
    void anIdempotencyKeyWithInvalidCharactersIsRejected(String key) {
        APIGatewayProxyRequestEvent event = fixture.event("api-submit-job.json");
        event.getHeaders().put("Idempotency-Key", key);

        assertThat(fixture.handle(event).getStatusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/b", "", ".hidden", "ü.csv"})
    void anInvalidFileNameIsRejected(String file) {
        APIGatewayProxyResponseEvent response =
                fixture.handle(
                        fixture.body("api-create-upload.json", "{\"file\":\"" + file + "\"}"));

        assertThat(response.getStatusCode()).isEqualTo(400);
    }

    @Test
    void aProblemHasNoStackTrace() {
        APIGatewayProxyRequestEvent event = fixture.event("api-get-job.json");
        event.setHttpMethod(null);
        event.setRequestContext(event.getRequestContext().withIdentity(null));
        APIGatewayProxyResponseEvent response = fixture.handle(event);

        assertThat(response.getStatusCode()).isEqualTo(401);
        assertThat(response.getBody()).doesNotContain("Exception", "dev.fanfold");
    }

    private int status(String body) {
        APIGatewayProxyRequestEvent event = fixture.body("api-submit-job.json", body);
        event.getHeaders().remove("Idempotency-Key");
        return fixture.handle(event).getStatusCode();
    }

    private static String items(int count) {
        return "{\"workload\":\"counts\",\"items\":["
                + IntStream.range(0, count)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(","))
                + "]}";
    }

    private static String label(int length) {
        return "{\"workload\":\"numbers\",\"settings\":{\"below\":1,\"label\":\""
                + "x".repeat(length)
                + "\"}}";
    }

    private static String nested(int depth) {
        return "{\"workload\":\"counts\",\"items\":["
                + "[".repeat(depth)
                + "]".repeat(depth)
                + "]}";
    }
}
