package dev.fanfold.cli.deployed;

import dev.fanfold.aws.Settings;
import dev.fanfold.cli.line.Outputs;
import dev.fanfold.engine.arrival.InputFault;
import dev.fanfold.engine.work.Workloads;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClientBuilder;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/// Finds applications by the outputs of their stacks, and the served local cloud by its file.
public final class Stacks implements Deployments {
    /// LocalStack's own defaults.
    private static final Map<String, String> LOCALSTACK =
            Map.of(
                    "AWS_ENDPOINT_URL", "http://127.0.0.1:4566",
                    "AWS_REGION", "us-east-1",
                    "AWS_ACCESS_KEY_ID", "test",
                    "AWS_SECRET_ACCESS_KEY", "test");

    private final Workloads workloads;
    private final Path home;

    /// @param home where Fanfold's own `template.yaml` is
    public Stacks(Workloads workloads, Path home) {
        this.workloads = workloads;
        this.home = home;
    }

    @Override
    public Deployment find(On on, String stack) {
        return new Deployment(
                switch (on) {
                    case LOCAL -> served();
                    case LOCALSTACK -> deployed(on, stack, localstack());
                    case AWS -> deployed(on, stack, Settings.environment());
                },
                workloads);
    }

    private Map<String, String> served() {
        return new Served(home)
                .environment()
                .orElseThrow(() ->
                        new InputFault(
                                "no local cloud is served: start one with ./fanfold local in another terminal, or say --on localstack or --on aws"));
    }

    // A LocalStack elsewhere is told as the SDK is told: AWS_ENDPOINT_URL.
    private static Map<String, String> localstack() {
        var environment = new HashMap<>(LOCALSTACK);
        String elsewhere = Settings.environment().get("AWS_ENDPOINT_URL");
        if (elsewhere != null && !elsewhere.isBlank()) {
            environment.put("AWS_ENDPOINT_URL", elsewhere);
        }
        return environment;
    }

    private static Map<String, String> deployed(
            On on, String stack, Map<String, String> environment) {
        var found = new HashMap<>(environment);
        Map<String, String> outputs = outputs(on, stack, environment);
        found.putAll(Outputs.environment(output -> required(stack, output, outputs.get(output))));
        return found;
    }

    private static String required(String stack, String output, @Nullable String value) {
        if (value == null) {
            throw new InputFault(
                    "stack \"%s\" has no output %s: it is another application, or one that is not deployed to its end"
                            .formatted(stack, output));
        }
        return value;
    }

    private static Map<String, String> outputs(
            On on, String stack, Map<String, String> environment) {
        try (CloudFormationClient client = client(on, environment)) {
            List<Stack> stacks = client.describeStacks(ask -> ask.stackName(stack)).stacks();
            return stacks.getFirst().outputs().stream()
                    .collect(Collectors.toMap(Output::outputKey, Output::outputValue));
        } catch (CloudFormationException e) {
            throw new InputFault(
                    "there is no stack \"%s\" on %s (%s): deploy it, or name another with --stack"
                            .formatted(stack, on, e.awsErrorDetails().errorMessage()),
                    e);
        } catch (SdkClientException e) {
            throw new InputFault(unreachable(on, environment) + ": " + e.getMessage(), e);
        }
    }

    private static String unreachable(On on, Map<String, String> environment) {
        return on == On.LOCALSTACK
                ? "LocalStack does not answer at %s (start it: infrastructure/localstack/localstack start)"
                        .formatted(environment.get("AWS_ENDPOINT_URL"))
                : "AWS cannot be asked; credentials and region come from the usual places, such as AWS_PROFILE and AWS_REGION";
    }

    private static CloudFormationClient client(On on, Map<String, String> environment) {
        CloudFormationClientBuilder builder =
                CloudFormationClient.builder().httpClient(UrlConnectionHttpClient.create());
        if (on == On.LOCALSTACK) {
            builder.endpointOverride(URI.create(environment.get("AWS_ENDPOINT_URL")))
                    .region(Region.of(environment.get("AWS_REGION")))
                    .credentialsProvider(
                            StaticCredentialsProvider.create(
                                    AwsBasicCredentials.create("test", "test")));
        }
        return builder.build();
    }
}
