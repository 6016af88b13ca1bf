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

/// Gets an application's workloads from its API.
///
/// For a deployed application, it invokes the API's function directly. So it works both for an API
/// whose callers sign requests and for one whose callers send tokens. On the local cloud, where
/// only the gateway can invoke functions, it sends a signed request to the gateway.
final class Catalog {
    private static final String EVENT =
            """
            {"resource":"/workloads","path":"/workloads","httpMethod":"GET","headers":{},\
            "requestContext":{"requestId":"fanfold-cli","path":"/workloads","resourcePath":"/workloads",\
            "httpMethod":"GET","identity":{"userArn":"fanfold-cli"}}}\
            """;
    private final Map<String, String> environment;
    private final AwsCredentialsProvider credentials;

    /// @param environment environment variables: `FANFOLD_API_URL` for the gateway, or
    ///   `FANFOLD_API_FUNCTION` for the function, if there is an API; the region and endpoints
    Catalog(Map<String, String> environment, AwsCredentialsProvider credentials) {
        this.environment = environment;
        this.credentials = credentials;
    }

    /// The application's workloads; empty if it has no API, or if its gateway refuses the request.
    ///
    /// @throws InvalidInputException if the API cannot be reached or fails, its response cannot be
    ///   read, or its function cannot be invoked or fails
    Optional<Definitions> fetch() {
        try {
            if (environment.containsKey("FANFOLD_API_URL")) {
                return fromGateway(environment.get("FANFOLD_API_URL"));
            }
            return environment.containsKey("FANFOLD_API_FUNCTION")
                    ? Optional.of(fromFunction(environment.get("FANFOLD_API_FUNCTION")))
                    : Optional.empty();
        } catch (IOException e) {
            throw new InvalidInputException(
                    "cannot get the list of workloads from the application's API (%s): check the network and AWS_REGION"
                            .formatted(e),
                    e);
        } catch (UnreadableMessageException | IllegalArgumentException e) {
            throw new InvalidInputException(
                    "cannot read the list of workloads of the application's API, which may have another version: "
                            + e.getMessage(),
                    e);
        }
    }

    private Optional<Definitions> fromGateway(String url) throws IOException {
        SignedCall.Reply reply =
                new SignedCall("execute-api", region(), credentials)
                        .get(URI.create(url + "/workloads"));
        return switch (reply.status()) {
            case 200 -> Optional.of(read(reply.body()));
            // A gateway that requires tokens rejects a signed request.
            case 401, 403 -> Optional.empty();
            default ->
                    throw new InvalidInputException(
                            "the application's API failed to list the workloads (%d %s): see the log of the local cloud"
                                    .formatted(reply.status(), reply.error()));
        };
    }

    private Definitions fromFunction(String function) throws IOException {
        SignedCall.Reply reply =
                new SignedCall("lambda", region(), credentials)
                        .post(
                                URI.create(
                                        lambdaEndpoint()
                                                + "/2015-03-31/functions/"
                                                + function
                                                + "/invocations"),
                                EVENT);
        if (reply.status() == 403) {
            throw new InvalidInputException(
                    "these credentials may not invoke the function %s, which lists the workloads: allow them lambda:InvokeFunction"
                            .formatted(function));
        }
        if (reply.status() != 200 || !reply.error().isEmpty()) {
            throw new InvalidInputException(
                    "the function %s failed to list the workloads (%d %s): see its log"
                            .formatted(function, reply.status(), reply.error()));
        }
        return read(Json.read("the API's answer", reply.body()).text("body"));
    }

    private String lambdaEndpoint() {
        return Optional.ofNullable(environment.get("AWS_ENDPOINT_URL_LAMBDA"))
                .or(() -> Optional.ofNullable(environment.get("AWS_ENDPOINT_URL")))
                .filter(url -> !url.isBlank())
                .map(url -> url.replaceFirst("/$", ""))
                .orElseGet(() -> "https://lambda." + region() + "." + dnsSuffix());
    }

    private String dnsSuffix() {
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
            definition = definition.reading(""); // the list has no hint about coverage
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
