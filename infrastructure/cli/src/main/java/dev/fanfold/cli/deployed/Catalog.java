package dev.fanfold.cli.deployed;

import dev.fanfold.engine.work.Definitions;
import dev.fanfold.messages.Fields;
import dev.fanfold.messages.Json;
import dev.fanfold.messages.UnreadableMessageException;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.InvalidInputException;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/// The workloads that an application has, as its API tells. A deployed API's function is invoked
/// itself, so that it does not matter whether callers of the API sign or send tokens; on the local
/// cloud its gateway is asked.
final class Catalog {
    private static final String EVENT =
            """
            {"resource":"/workloads","path":"/workloads","httpMethod":"GET","headers":{},\
            "requestContext":{"requestId":"fanfold-cli","path":"/workloads","resourcePath":"/workloads",\
            "httpMethod":"GET","identity":{"userArn":"fanfold-cli"}}}\
            """;
    private final Map<String, String> environment;
    private final AwsCredentialsProvider credentials;

    /// @param environment that leads to the application
    Catalog(Map<String, String> environment, AwsCredentialsProvider credentials) {
        this.environment = environment;
        this.credentials = credentials;
    }

    /// What it has; nothing if it has no API that could be asked.
    ///
    /// @throws InvalidInputException when the API is not to be asked, with the remedy
    Optional<Definitions> ask() {
        try {
            if (environment.containsKey("FANFOLD_API_URL")) {
                return ofGateway(environment.get("FANFOLD_API_URL"));
            }
            return environment.containsKey("FANFOLD_API_FUNCTION")
                    ? Optional.of(ofFunction(environment.get("FANFOLD_API_FUNCTION")))
                    : Optional.empty();
        } catch (IOException e) {
            throw new InvalidInputException(
                    "the application's API does not say which workloads it has (%s): check the network, and AWS_REGION"
                            .formatted(e),
                    e);
        } catch (UnreadableMessageException | IllegalArgumentException e) {
            throw new InvalidInputException(
                    "the application's API does not say which workloads it has, it may be of another version: "
                            + e.getMessage(),
                    e);
        }
    }

    // One that wants tokens cannot be asked with a signature.
    private Optional<Definitions> ofGateway(String url) throws IOException {
        SignedCall.Reply reply =
                new SignedCall("execute-api", region(), credentials)
                        .get(URI.create(url + "/workloads"));
        return reply.status() == 200 ? Optional.of(read(reply.body())) : Optional.empty();
    }

    private Definitions ofFunction(String function) throws IOException {
        SignedCall.Reply reply =
                new SignedCall("lambda", region(), credentials)
                        .post(
                                URI.create(
                                        lambda()
                                                + "/2015-03-31/functions/"
                                                + function
                                                + "/invocations"),
                                EVENT);
        if (reply.status() == 403) {
            throw new InvalidInputException(
                    "which workloads there are is asked of the function %s, which these credentials may not invoke: allow them lambda:InvokeFunction"
                            .formatted(function));
        }
        if (reply.status() != 200 || !reply.error().isEmpty()) {
            throw new InvalidInputException(
                    "the function %s does not say which workloads there are (%d %s): see its log"
                            .formatted(function, reply.status(), reply.error()));
        }
        return read(Json.read("the API's answer", reply.body()).text("body"));
    }

    private String lambda() {
        return Optional.ofNullable(environment.get("AWS_ENDPOINT_URL_LAMBDA"))
                .or(() -> Optional.ofNullable(environment.get("AWS_ENDPOINT_URL")))
                .filter(url -> !url.isBlank())
                .map(url -> url.replaceFirst("/$", ""))
                .orElseGet(() -> "https://lambda." + region() + "." + suffix());
    }

    private String suffix() {
        return Region.of(region()).metadata().partition().dnsSuffix();
    }

    private String region() {
        return environment.getOrDefault("AWS_REGION", "");
    }

    private static Definitions read(String body) {
        return Definitions.of(
                Json.read("the list of workloads", body).objects("workloads").stream()
                        .map(Catalog::definition)
                        .toList());
    }

    private static Definition definition(Fields fields) {
        Definition definition =
                Definition.of(fields.text("name"), fields.text("summary")).in(fields.text("pool"));
        if (Boolean.TRUE.equals(fields.raw("readsInput"))) {
            definition = definition.reading("");
        }
        for (Fields setting : fields.objects("settings")) {
            String name = setting.text("name");
            String meaning = setting.text("meaning");
            definition =
                    setting.has("default")
                            ? definition.with(name, meaning, setting.text("default"))
                            : definition.with(name, meaning);
        }
        return fields.has("version") ? definition.versioned(fields.text("version")) : definition;
    }
}
