package dev.fanfold.cli.deployed;

import dev.fanfold.engine.work.Workloads;
import dev.fanfold.local.application.Outputs;
import dev.fanfold.workload.InvalidInputException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClientBuilder;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/// Finds applications on AWS and LocalStack by the outputs of their stack, and local clouds by the
/// files that `fanfold local` writes: see [LocalClouds].
public final class Stacks implements Deployments {
    private final Supplier<Workloads> workloads;
    private final Path home;
    private final AwsAccess access;
    private final Consumer<String> messages;

    /// @param workloads loads the workloads on this machine; without them there are no answers so
    ///   far and no tables
    /// @param home the clone of Fanfold, or the project, whose local clouds are found
    /// @param messages receives a message for the user if variables replace endpoints of AWS
    public Stacks(
            Supplier<Workloads> workloads, Path home, AwsAccess access, Consumer<String> messages) {
        this.workloads = workloads;
        this.home = home;
        this.access = access;
        this.messages = messages;
    }

    @Override
    public Deployment find(Target target, String stack, LocalClouds.Choice served) {
        return new Deployment(
                switch (target) {
                    case LOCAL -> new LocalClouds(home).find(served).environment();
                    case LOCALSTACK ->
                            withResources(target, stack, access.environmentForLocalStack());
                    case AWS -> withResources(target, stack, awsEnvironment());
                },
                workloads.get());
    }

    private Map<String, String> awsEnvironment() {
        access.endpointOverrides()
                .ifPresent(urls -> messages.accept("--on aws calls the endpoints of " + urls));
        return access.environmentForAws();
    }

    // Adds the variables that name the application's resources.
    private Map<String, String> withResources(
            Target target, String stack, Map<String, String> environment) {
        var all = new HashMap<>(environment);
        Map<String, String> outputs = outputs(target, stack, environment);
        all.putAll(
                Outputs.environment(
                        outputs, output -> required(stack, output, outputs.get(output))));
        return all;
    }

    private static String required(String stack, String output, @Nullable String value) {
        if (value == null) {
            throw new InvalidInputException(
                    "stack \"%s\" has no output %s: it is not a Fanfold application, or its deployment has not completed; check --stack"
                            .formatted(stack, output));
        }
        return value;
    }

    private Map<String, String> outputs(
            Target target, String stack, Map<String, String> environment) {
        try (CloudFormationClient client = client(target, environment)) {
            List<Stack> stacks =
                    client.describeStacks(request -> request.stackName(stack)).stacks();
            return stacks.getFirst().outputs().stream()
                    .collect(Collectors.toMap(Output::outputKey, Output::outputValue));
        } catch (CloudFormationException e) {
            throw new InvalidInputException(stackError(target, stack, e), e);
        } catch (SdkException e) {
            throw new InvalidInputException(connectionError(target, environment, e), e);
        }
    }

    private static String stackError(Target target, String stack, CloudFormationException failure) {
        return AwsFailures.code(failure).equals("ValidationError")
                ? "stack \"%s\" does not exist on %s (%s): deploy it, or name another one with --stack"
                        .formatted(stack, target, failure.awsErrorDetails().errorMessage())
                : AwsFailures.explained(failure).orElseThrow();
    }

    private static String connectionError(
            Target target, Map<String, String> environment, SdkException failure) {
        return target == Target.LOCALSTACK
                ? withoutLocalStack(URI.create(environment.get("AWS_ENDPOINT_URL")))
                : AwsFailures.explained(failure).orElseThrow();
    }

    /// The error message if LocalStack does not respond.
    public static String withoutLocalStack(URI address) {
        return "LocalStack does not respond at %s: start it with infrastructure/localstack/localstack start, or set LOCALSTACK_EDGE_PORT or AWS_ENDPOINT_URL to its address"
                .formatted(address);
    }

    private CloudFormationClient client(Target target, Map<String, String> environment) {
        CloudFormationClientBuilder builder =
                CloudFormationClient.builder()
                        .httpClient(UrlConnectionHttpClient.create())
                        .region(Region.of(environment.get("AWS_REGION")));
        endpoint(environment).map(URI::create).ifPresent(builder::endpointOverride);
        return builder.credentialsProvider(
                        target == Target.LOCALSTACK
                                ? StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("test", "test"))
                                : access.credentials())
                .build();
    }

    private static Optional<String> endpoint(Map<String, String> environment) {
        return Stream.of("AWS_ENDPOINT_URL_CLOUDFORMATION", "AWS_ENDPOINT_URL")
                .map(environment::get)
                .filter(url -> url != null && !url.isBlank())
                .findFirst();
    }
}
