package dev.fanfold.cli.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.fanfold.messages.Fields;
import dev.fanfold.messages.Json;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.InvalidInputException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/// Tests how the list of workloads is fetched from an application's API: from its function, or on
/// the local cloud from its gateway.
@Timeout(60)
class CatalogTest {
    private static final String WORKLOADS =
            "{\"workloads\":[{\"name\":\"primes\",\"summary\":\"Counts.\",\"readsInput\":true,\"pool\":\"sums\",\"settings\":[{\"name\":\"below\",\"meaning\":\"up to\"},{\"name\":\"by\",\"meaning\":\"steps\",\"default\":\"\"}]}]}";
    private final List<String> requestParts = new ArrayList<>();
    private HttpServer lambda;
    private int status = 200;
    private String error = "";
    private String response =
            Json.write(Map.of("statusCode", 200, "headers", Map.of(), "body", WORKLOADS));

    @BeforeEach
    void serve() throws IOException {
        lambda = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        lambda.createContext(
                "/",
                exchange -> {
                    requestParts.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                    requestParts.add(exchange.getRequestHeaders().getFirst("Authorization"));
                    requestParts.add(
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8));
                    if (!error.isEmpty()) {
                        exchange.getResponseHeaders().add("X-Amz-Function-Error", error);
                    }
                    byte[] body = response.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        lambda.start();
    }

    @AfterEach
    void stop() {
        lambda.stop(0);
    }

    @Test
    void theFunctionIsInvokedWithTheEventOfItsGateway() {
        List<Definition> found = catalog().fetch().orElseThrow().all();

        assertThat(found)
                .containsExactly(
                        Definition.of("primes", "Counts.")
                                .in("sums")
                                .reading("")
                                .with("below", "up to")
                                .with("by", "steps", ""));
        assertThat(requestParts.getFirst())
                .isEqualTo("POST /2015-03-31/functions/fanfold-Api-1/invocations");
        assertThat(requestParts.get(1))
                .contains("Credential=mine/", "/eu-central-1/lambda/aws4_request");
        Fields event = Json.read("event", requestParts.get(2));
        assertThat(event.text("httpMethod") + " " + event.text("resource"))
                .isEqualTo("GET /workloads");
        assertThat(event.object("requestContext").object("identity").text("userArn")).isNotEmpty();
    }

    @Test
    void anApplicationWithoutAnApiIsNotCalled() {
        assertThat(new Catalog(Map.of(), mine()).fetch()).isEqualTo(Optional.empty());
        assertThat(requestParts).isEmpty();
    }

    @Test
    void eachFailureIsReportedInOneLine() {
        status = 403;
        response = "{\"Message\":\"no\"}";
        assertFails("allow them lambda:InvokeFunction");
        status = 404;
        assertFails("failed to list the workloads (404");
        status = 200;
        error = "Unhandled";
        assertFails("(200 Unhandled): see its log");
        error = "";
        response = "not JSON";
        assertFails("may have another version");
        response = Json.write(Map.of("statusCode", 200, "body", "{\"workloads\":[{}]}"));
        assertFails("may have another version");
        lambda.stop(0);
        assertFails("check the network");
    }

    @Test
    void theGatewayOfALocalCloudListsTheWorkloads() {
        response = WORKLOADS;

        assertThat(gatewayCatalog().fetch().orElseThrow().has("primes")).isTrue();
        assertThat(requestParts.getFirst()).isEqualTo("GET /stage/workloads");
        assertThat(requestParts.get(1)).contains("/eu-central-1/execute-api/aws4_request");
    }

    @Test
    void aGatewayThatRefusesTheRequestListsNoWorkloads() {
        for (int refused : new int[] {401, 403}) {
            status = refused;
            assertThat(gatewayCatalog().fetch()).as("status %d", refused).isEmpty();
        }
    }

    @Test
    void aFailureOfTheGatewayIsReportedInOneLine() {
        for (int failed : new int[] {400, 404, 429, 500, 502, 504}) {
            status = failed;
            assertFails(gatewayCatalog(), "failed to list the workloads (" + failed);
        }
    }

    private void assertFails(String expectedText) {
        assertFails(catalog(), expectedText);
    }

    private static void assertFails(Catalog catalog, String expectedText) {
        assertThatThrownBy(catalog::fetch)
                .isInstanceOf(InvalidInputException.class)
                .message()
                .contains(expectedText)
                .hasLineCount(1);
    }

    private Catalog catalog() {
        return new Catalog(
                Map.of(
                        "FANFOLD_API_FUNCTION", "fanfold-Api-1",
                        "AWS_REGION", "eu-central-1",
                        "AWS_ENDPOINT_URL", "http://127.0.0.1:" + lambda.getAddress().getPort()),
                mine());
    }

    private Catalog gatewayCatalog() {
        return new Catalog(
                Map.of(
                        "FANFOLD_API_URL",
                        "http://127.0.0.1:" + lambda.getAddress().getPort() + "/stage",
                        "AWS_REGION",
                        "eu-central-1"),
                mine());
    }

    private static StaticCredentialsProvider mine() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("mine", "a secret"));
    }
}
