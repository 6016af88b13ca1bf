package dev.fanfold.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.localstack.Constants;
import cloud.localstack.Localstack;
import cloud.localstack.awssdkv2.TestUtils;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The application on LocalStack, deployed by `sam deploy`. The library localstack-utils has
/// started LocalStack.
final class LocalStackTarget implements Target {
    private static final String STACK = "fanfold-end-to-end";
    private static final Path SCRIPT = Path.of("localstack");
    private static final Pattern RATE =
            Pattern.compile("\"ScheduleExpression\": *\"rate\\((\\d+) minutes?\\)\"");

    private final URI endpoint =
            URI.create("http://127.0.0.1:" + Localstack.INSTANCE.getEdgePort());
    private final S3Client s3 =
            TestUtils.wrapApiSyncClientV2(
                            S3Client.builder().forcePathStyle(true), endpoint.toString())
                    .httpClient(UrlConnectionHttpClient.create())
                    .build();
    private final SqsClient sqs =
            TestUtils.wrapApiSyncClientV2(SqsClient.builder(), endpoint.toString())
                    .httpClient(UrlConnectionHttpClient.create())
                    .build();
    private final DynamoDbClient dynamodb =
            TestUtils.wrapApiSyncClientV2(DynamoDbClient.builder(), endpoint.toString())
                    .httpClient(UrlConnectionHttpClient.create())
                    .build();
    private final DeployedStack stack = new DeployedStack(endpoint, STACK);
    private final Inventory inventory = new Inventory(this, endpoint);
    private final Set<String> resourcesBefore;
    private final Map<String, String> outputs;
    private boolean deployed;

    LocalStackTarget(Path template, Map<String, String> parameters) throws Exception {
        resourcesBefore = inventory.names();
        List<String> command = new ArrayList<>(List.of("deploy", template.toString(), STACK));
        command.add("--parameter-overrides");
        parameters.forEach((name, value) -> command.add(name + "=" + value));
        command.add("UnnamedCaller=localstack"); // LocalStack does not identify callers
        deployed = true;
        script(command);
        outputs = stack.outputs();
    }

    @Override
    public Map<String, String> sdk() {
        return Map.of(
                "AWS_REGION",
                Localstack.getDefaultRegion(),
                "AWS_ACCESS_KEY_ID",
                Constants.TEST_ACCESS_KEY,
                "AWS_SECRET_ACCESS_KEY",
                Constants.TEST_SECRET_KEY,
                "AWS_ENDPOINT_URL",
                endpoint.toString());
    }

    @Override
    public Map<String, String> outputs() {
        return outputs;
    }

    /// The URL of the API on LocalStack.
    ///
    /// The stack's output names a host of AWS. LocalStack serves every API under a path with the
    /// API's id.
    @Override
    public URI api() {
        URI awsUrl = URI.create(String.valueOf(outputs.get("ApiUrl")));
        String id = awsUrl.getAuthority().split("\\.", 2)[0];
        return endpoint.resolve("/_aws/execute-api/" + id + awsUrl.getPath());
    }

    @Override
    public S3Client s3() {
        return s3;
    }

    @Override
    public SqsClient sqs() {
        return sqs;
    }

    @Override
    public DynamoDbClient dynamodb() {
        return dynamodb;
    }

    @Override
    public Duration schedule() {
        String rule = stack.resource("KeeperTick", "AWS::Events::Rule").name();
        String declared =
                new AwsCall(endpoint, "events")
                        .post(
                                "/",
                                Map.of(
                                        "X-Amz-Target", "AWSEvents.DescribeRule",
                                        "Content-Type", "application/x-amz-json-1.1"),
                                "{\"Name\":\"" + rule + "\"}");
        assertThat(declared).containsPattern("\"State\": *\"ENABLED\"");
        Matcher rate = RATE.matcher(declared);
        assertThat(rate.find()).as(declared).isTrue();
        return Duration.ofMinutes(Long.parseLong(rate.group(1)));
    }

    @Override
    public void runKeeper() {
        String function = stack.resource("Keeper", "AWS::Lambda::Function").name();
        String path = "/2015-03-31/functions/" + function + "/invocations";
        assertThat(new AwsCall(endpoint, "lambda").post(path, Map.of(), event()))
                .matches("\\{\"jobs\":\\d+}");
    }

    private static String event() {
        try {
            return Files.readString(Path.of("../../events/schedule.json"));
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
    }

    /// Empties the buckets first, because a stack with a non-empty bucket cannot be deleted.
    @Override
    public List<String> delete() {
        deployed = false; // so that close() does not try again
        empty("InboxBucket");
        empty("ResultsBucket");
        script(List.of("delete", STACK));
        Set<String> after = inventory.names();
        after.removeAll(resourcesBefore);
        return List.copyOf(after);
    }

    private void empty(String output) {
        String bucket = outputs.get(output);
        s3.listObjectVersionsPaginator(r -> r.bucket(bucket)).stream()
                .flatMap(page ->
                        java.util.stream.Stream.concat(
                                page.versions().stream()
                                        .map(version ->
                                                List.of(version.key(), version.versionId())),
                                page.deleteMarkers().stream()
                                        .map(version ->
                                                List.of(version.key(), version.versionId()))))
                .forEach(version ->
                        s3.deleteObject(r ->
                                r.bucket(bucket)
                                        .key(version.getFirst())
                                        .versionId(version.getLast())));
    }

    private void script(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toAbsolutePath().toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("AWS_ENDPOINT_URL"); // it would override the port
        builder.environment().put("LOCALSTACK_EDGE_PORT", String.valueOf(endpoint.getPort()));
        try {
            Process process = builder.start();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(String.join(" ", command) + "\n" + output).isZero();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    @Override
    public void close() {
        try {
            if (deployed) {
                delete();
            }
        } finally {
            s3.close();
            sqs.close();
            dynamodb.close();
        }
    }
}
