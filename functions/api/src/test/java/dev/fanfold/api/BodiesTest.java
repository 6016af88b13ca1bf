package dev.fanfold.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests which encodings and characters a request may contain.
class BodiesTest {
    private static final String VALID_BODY =
            "{\"workload\":\"numbers\",\"settings\":{\"below\":4,\"label\":\"ü\"}}";
    private final ApiFixture fixture = new ApiFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'workload':'SURROGATE'}",
                "{'workload':'numbers','settings':{'below':4,'label':'SURROGATE'}}",
                "{'workload':'numbers','settings':{'SURROGATE':4}}",
                "{'workload':'numbers','settings':{'below':4},'job':{'slice':'SURROGATE'}}",
                "{'workload':'counts','items':['a',{'b':['SURROGATE']}]}",
                "{'workload':'counts','items':[{'SURROGATE':1}]}",
                "{'workload':'counts','input':'SURROGATE'}",
                "{'workload':'numbers','SURROGATE':1}",
                "{'SURROGATE':1}"
            })
    void anUnpairedSurrogateInABodyIsRejected(String body) {
        for (String surrogate :
                new String[] {"\\ud800", "\\uDFFF", "a\\udc00b", "\uD800", "\uDC00x"}) {
            String json = body.replace('\'', '"').replace("SURROGATE", surrogate);

            APIGatewayProxyResponseEvent response =
                    fixture.handle(fixture.body("api-submit-job.json", json));

            assertRejected(response, "the body: ", "is not valid Unicode");
        }
        assertThat(fixture.application.store.all()).isEmpty();
    }

    @Test
    void anUnpairedSurrogateInPathOrQueryIsRejected() {
        APIGatewayProxyRequestEvent path = fixture.event("api-get-job.json");
        path.setPathParameters(Map.of("id", "\uD800"));
        assertRejected(fixture.handle(path), "the path's id is not valid Unicode");

        APIGatewayProxyRequestEvent query = fixture.event("api-list-jobs.json");
        query.setQueryStringParameters(Map.of("after", "a\uDC00"));
        assertRejected(fixture.handle(query), "the parameter after is not valid Unicode");

        query.setQueryStringParameters(Map.of("\uD800", "1"));
        assertRejected(fixture.handle(query), "a parameter's name is not valid Unicode");
    }

    @Test
    void anUnpairedSurrogateInAnIdempotencyKeyIsRejected() {
        APIGatewayProxyRequestEvent event = fixture.event("api-submit-job.json");
        event.getHeaders().put("Idempotency-Key", "\uD800");

        assertRejected(fixture.handle(event), "Idempotency-Key");
    }

    @Test
    void byteOrderMarksBeforeTheBodyAreAccepted() {
        for (int marks = 1; marks < 4; marks++) {
            String body = "\uFEFF".repeat(marks) + VALID_BODY;

            assertThat(fixture.handle(fixture.body("api-submit-job.json", body)).getStatusCode())
                    .isEqualTo(202);
            assertThat(
                            fixture.handle(base64Body(body.getBytes(StandardCharsets.UTF_8)))
                                    .getStatusCode())
                    .isEqualTo(202);
        }
    }

    @Test
    void aHostileExponentInABodyIsRejected() {
        for (String number :
                new String[] {"1e4294967297", "1e-4294967297", "5e-4294967297", "1e99999999999"}) {
            for (String body :
                    new String[] {
                        "{'workload':'numbers','settings':{'below':NUMBER}}",
                        "{'workload':'counts','items':[NUMBER]}",
                        "{'workload':'counts','items':[{'a':[NUMBER]}]}"
                    }) {
                String json = body.replace('\'', '"').replace("NUMBER", number);

                assertRejected(
                        fixture.handle(fixture.body("api-submit-job.json", json)),
                        "the body: ",
                        number,
                        "more than 9 digits");
            }
        }
        assertThat(fixture.application.store.all()).isEmpty();
    }

    @Test
    void bytesOfTheBodyAreReadAsUtf8Only() {
        assertThat(
                        fixture.handle(base64Body(VALID_BODY.getBytes(StandardCharsets.UTF_8)))
                                .getStatusCode())
                .isEqualTo(202);
        assertThat(fixture.application.store.all().getFirst().request().settings().text("label"))
                .isEqualTo("ü");
        for (Charset other :
                new Charset[] {
                    StandardCharsets.ISO_8859_1,
                    StandardCharsets.UTF_16,
                    Charset.forName("windows-1252")
                }) {
            assertRejected(
                    fixture.handle(base64Body(VALID_BODY.getBytes(other))),
                    "the body is not UTF-8");
        }
        assertThat(fixture.application.store.all()).hasSize(1);
    }

    @Test
    void aReplacementCharacterInABodyIsRejectedUnlessEscaped() {
        assertRejected(
                fixture.handle(
                        fixture.body("api-submit-job.json", VALID_BODY.replace("ü", "\uFFFD"))),
                "the body is not UTF-8");

        APIGatewayProxyRequestEvent escaped =
                fixture.body("api-submit-job.json", VALID_BODY.replace("ü", "\\ufffd"));
        assertThat(fixture.handle(escaped).getStatusCode()).isEqualTo(202);
    }

    @Test
    void aBodyThatIsNotValidBase64IsRejected() {
        assertRejected(
                fixture.handle(fixture.body("api-submit-job.json", "{}").withIsBase64Encoded(true)),
                "the body is not Base64");
    }

    private APIGatewayProxyRequestEvent base64Body(byte[] body) {
        return fixture.body("api-submit-job.json", Base64.getEncoder().encodeToString(body))
                .withIsBase64Encoded(true);
    }

    private static void assertRejected(APIGatewayProxyResponseEvent response, String... details) {
        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(ApiFixture.json(response).text("detail")).contains(details);
        assertThat(response.getBody().codePoints())
                .noneMatch(point -> point >= 0xd800 && point <= 0xdfff);
    }
}
