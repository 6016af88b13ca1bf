package dev.fanfold.cli.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.workload.InvalidInputException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;

/// Tests how a stack is found. Each failure is reported in one line, with the remedy.
@Timeout(60)
class StacksTest {
    private static final String STACK =
            "<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>fanfold</StackName></member></Stacks></DescribeStacksResult></DescribeStacksResponse>";
    private final List<String> notes = new ArrayList<>();
    private final List<String> signatures = new ArrayList<>();
    private HttpServer cloud;
    private int status = 200;
    private String response = STACK;

    @BeforeEach
    void serve() throws IOException {
        cloud = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        cloud.createContext(
                "/",
                exchange -> {
                    signatures.add(exchange.getRequestHeaders().getFirst("Authorization"));
                    byte[] body = response.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        cloud.start();
    }

    @AfterEach
    void stop() {
        cloud.stop(0);
    }

    @TestFactory
    Stream<DynamicTest> refusalsOfAwsAreReportedWithTheRemedy() {
        return Stream.of(
                assertRefused(
                        400,
                        "ValidationError",
                        "Stack with id s does not exist",
                        "stack \"s\" does not exist on"),
                assertRefused(403, "ExpiredToken", "The token is expired", "have expired"),
                assertRefused(400, "RequestExpired", "too late", "have expired"),
                assertRefused(403, "InvalidClientTokenId", "no such key", "does not accept"),
                assertRefused(403, "SignatureDoesNotMatch", "long\nlines", "does not accept"),
                assertRefused(
                        403,
                        "AccessDenied",
                        "not cloudformation:DescribeStacks",
                        "lack a permission"),
                assertRefused(
                        400, "Strange", "with\nlines\n" + "x".repeat(999), "Strange): with lines"));
    }

    private DynamicTest assertRefused(int code, String error, String message, String expectedText) {
        return DynamicTest.dynamicTest(
                error,
                () -> {
                    status = code;
                    response =
                            "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
                                    .formatted(error, message);

                    assertThatThrownBy(() ->
                                    stacks(awsEnvironment())
                                            .find(Target.AWS, "s", LocalClouds.Choice.ONLY))
                            .isInstanceOf(InvalidInputException.class)
                            .message()
                            .contains(expectedText)
                            .hasLineCount(1)
                            .hasSizeLessThan(500);
                });
    }

    @Test
    void withoutARegionOrCredentialsAwsIsNotCalled() {
        var incomplete = new HashMap<>(awsEnvironment());
        incomplete.remove("AWS_REGION");
        assertFails(Target.AWS, incomplete, "no AWS region is set: set AWS_REGION");
        incomplete.put("AWS_DEFAULT_REGION", "eu-west-1");
        incomplete.remove("AWS_ACCESS_KEY_ID");
        assertFails(Target.AWS, incomplete, "no AWS credentials were found");

        assertThat(signatures).isEmpty();
    }

    @Test
    void anUnreachableServiceIsReported() throws IOException {
        String unusedAddress = "http://127.0.0.1:" + unusedPort();

        assertFails(
                Target.AWS,
                awsEnvironment("AWS_ENDPOINT_URL", unusedAddress),
                "AWS cannot be reached");
        assertFails(
                Target.LOCALSTACK,
                Map.of("AWS_ENDPOINT_URL", unusedAddress),
                "LocalStack does not respond at " + unusedAddress);
    }

    @Test
    void anInvalidAddressIsRefused() {
        for (String url : List.of("127.0.0.1:4566", "ftp://x", "http://", "http://a b", "x")) {
            assertFails(Target.AWS, awsEnvironment("AWS_ENDPOINT_URL", url), "not \"" + url + "\"");
            assertFails(Target.LOCALSTACK, Map.of("AWS_ENDPOINT_URL", url), "not \"" + url + "\"");
        }
        for (String port : List.of("0", "65536", "x", "-1", "4566 ")) {
            assertFails(
                    Target.LOCALSTACK,
                    Map.of("LOCALSTACK_EDGE_PORT", port),
                    "not \"" + port + "\"");
        }
    }

    @Test
    void localStackIsAtThePortThatTheScriptUsesToo() {
        String port = Integer.toString(cloud.getAddress().getPort());

        assertFails(Target.LOCALSTACK, Map.of("LOCALSTACK_EDGE_PORT", port), "has no output");

        assertThat(signatures).hasSize(1);
        assertThat(signatures.getFirst()).contains("Credential=test/");
        assertThat(access(Map.of()).localStack()).hasToString("http://127.0.0.1:4566");
        assertThat(access(Map.of("LOCALSTACK_EDGE_PORT", "65535")).localStack()).hasPort(65_535);
    }

    @Test
    void theAddressHasPrecedenceOverThePort() {
        assertFails(
                Target.LOCALSTACK,
                Map.of("LOCALSTACK_EDGE_PORT", "1", "AWS_ENDPOINT_URL", url()),
                "has no output");

        assertThat(signatures).hasSize(1);
        assertThat(notes).isEmpty();
    }

    @Test
    void otherEndpointsThanThoseOfAwsAreReported() {
        assertFails(Target.AWS, awsEnvironment(), "has no output");
        assertFails(
                Target.AWS,
                awsEnvironment("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:1"),
                "has no output");

        assertThat(notes)
                .containsExactly(
                        "--on aws calls the endpoints of AWS_ENDPOINT_URL=" + url(),
                        "--on aws calls the endpoints of AWS_ENDPOINT_URL="
                                + url()
                                + ", AWS_ENDPOINT_URL_SQS=http://127.0.0.1:1");
        assertThat(signatures).hasSize(2).allMatch(header -> header.contains("Credential=mine/"));
    }

    private void assertFails(Target target, Map<String, String> environment, String expectedText) {
        assertThatThrownBy(() -> stacks(environment).find(target, "s", LocalClouds.Choice.ONLY))
                .isInstanceOf(InvalidInputException.class)
                .message()
                .contains(expectedText)
                .hasLineCount(1);
    }

    private Map<String, String> awsEnvironment(String... namesAndValues) {
        var environment = new HashMap<String, String>();
        environment.put("AWS_REGION", "eu-central-1");
        environment.put("AWS_ACCESS_KEY_ID", "mine");
        environment.put("AWS_ENDPOINT_URL", url());
        for (int i = 0; i < namesAndValues.length; i += 2) {
            environment.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return environment;
    }

    private Stacks stacks(Map<String, String> environment) {
        return new Stacks(Workloads::of, Path.of("."), access(environment), notes::add);
    }

    // Like the SDK's chain of providers, whose error message has several lines.
    private static AwsAccess access(Map<String, String> environment) {
        return new AwsAccess(
                environment,
                () -> {
                    if (environment.containsKey("profile")) {
                        return Region.EU_WEST_1;
                    }
                    throw SdkClientException.create("no region\nin a chain");
                },
                () -> {
                    if (environment.get("AWS_ACCESS_KEY_ID") == null) {
                        throw SdkClientException.create("no credentials\nin a chain");
                    }
                    return AwsBasicCredentials.create("mine", "a secret");
                });
    }

    private String url() {
        return "http://127.0.0.1:" + cloud.getAddress().getPort();
    }

    private static int unusedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
