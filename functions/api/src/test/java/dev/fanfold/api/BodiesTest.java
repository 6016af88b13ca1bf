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

/// The texts that a request may contain.
class BodiesTest {
    private static final String GOOD =
            "{\"workload\":\"numbers\",\"settings\":{\"below\":4,\"label\":\"ü\"}}";
    private final ApiFixture fixture = new ApiFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'workload':'HALF'}",
                "{'workload':'numbers','settings':{'below':4,'label':'HALF'}}",
                "{'workload':'numbers','settings':{'HALF':4}}",
                "{'workload':'numbers','settings':{'below':4},'job':{'slice':'HALF'}}",
                "{'workload':'counts','items':['a',{'b':['HALF']}]}",
                "{'workload':'counts','items':[{'HALF':1}]}",
                "{'workload':'counts','input':'HALF'}",
                "{'workload':'numbers','HALF':1}",
                "{'HALF':1}"
            })
    void halfACharacterIsRefusedWithItsPlaceWhereverItIs(String body) {
        for (String half : new String[] {"\\ud800", "\\uDFFF", "a\\udc00b", "\uD800", "\uDC00x"}) {
            String json = body.replace('\'', '"').replace("HALF", half);

            APIGatewayProxyResponseEvent answer =
                    fixture.handle(fixture.body("api-submit-job.json", json));

            assertRefused(answer, "the body: ", "is not valid Unicode");
        }
        assertThat(fixture.application.store.all()).isEmpty();
    }

    @Test
    void halfACharacterInPathOrQueryIsRefused() {
        APIGatewayProxyRequestEvent path = fixture.event("api-get-job.json");
        path.setPathParameters(Map.of("id", "\uD800"));
        assertRefused(fixture.handle(path), "the path's id is not valid Unicode");

        APIGatewayProxyRequestEvent query = fixture.event("api-list-jobs.json");
        query.setQueryStringParameters(Map.of("after", "a\uDC00"));
        assertRefused(fixture.handle(query), "the parameter after is not valid Unicode");

        query.setQueryStringParameters(Map.of("\uD800", "1"));
        assertRefused(fixture.handle(query), "a parameter's name is not valid Unicode");
    }

    @Test
    void halfACharacterInAnIdempotencyKeyIsRefused() {
        APIGatewayProxyRequestEvent event = fixture.event("api-submit-job.json");
        event.getHeaders().put("Idempotency-Key", "\uD800");

        assertRefused(fixture.handle(event), "Idempotency-Key");
    }

    @Test
    void aByteOrderMarkBeforeTheBodyIsTaken() {
        assertThat(
                        fixture.handle(fixture.body("api-submit-job.json", "\uFEFF" + GOOD))
                                .getStatusCode())
                .isEqualTo(202);
        assertThat(
                        fixture.handle(bytes(("\uFEFF" + GOOD).getBytes(StandardCharsets.UTF_8)))
                                .getStatusCode())
                .isEqualTo(202);
    }

    @Test
    void bytesOfTheBodyAreReadAsUtf8AndAsNothingElse() {
        assertThat(fixture.handle(bytes(GOOD.getBytes(StandardCharsets.UTF_8))).getStatusCode())
                .isEqualTo(202);
        assertThat(fixture.application.store.all().getFirst().request().settings().text("label"))
                .isEqualTo("ü");
        for (Charset other :
                new Charset[] {
                    StandardCharsets.ISO_8859_1,
                    StandardCharsets.UTF_16,
                    Charset.forName("windows-1252")
                }) {
            assertRefused(fixture.handle(bytes(GOOD.getBytes(other))), "the body is not UTF-8");
        }
        assertThat(fixture.application.store.all()).hasSize(1);
    }

    @Test
    void whatTheGatewayMadeOfBytesThatAreNotUtf8IsRefused() {
        assertRefused(
                fixture.handle(fixture.body("api-submit-job.json", GOOD.replace("ü", "\uFFFD"))),
                "the body is not UTF-8");

        APIGatewayProxyRequestEvent escaped =
                fixture.body("api-submit-job.json", GOOD.replace("ü", "\\ufffd"));
        assertThat(fixture.handle(escaped).getStatusCode()).isEqualTo(202);
    }

    @Test
    void aBodyThatIsNotTheBase64ItShouldBeIsRefused() {
        assertRefused(
                fixture.handle(fixture.body("api-submit-job.json", "{}").withIsBase64Encoded(true)),
                "the body is not Base64");
    }

    private APIGatewayProxyRequestEvent bytes(byte[] body) {
        return fixture.body("api-submit-job.json", Base64.getEncoder().encodeToString(body))
                .withIsBase64Encoded(true);
    }

    private static void assertRefused(APIGatewayProxyResponseEvent answer, String... why) {
        assertThat(answer.getStatusCode()).isEqualTo(400);
        assertThat(ApiFixture.json(answer).text("detail")).contains(why);
        assertThat(answer.getBody().codePoints())
                .noneMatch(point -> point >= 0xd800 && point <= 0xdfff);
    }
}
