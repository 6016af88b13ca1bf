package dev.fanfold.cli.deployed;

import dev.fanfold.aws.Settings;
import dev.fanfold.workload.InvalidInputException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/// The region, credentials and endpoints with which this machine calls AWS.
///
/// @param environment the environment variables of this process
/// @param regions finds the region if the environment names none
/// @param credentials finds the credentials again at each call
public record AwsAccess(
        Map<String, String> environment,
        AwsRegionProvider regions,
        AwsCredentialsProvider credentials) {
    private static final String URL_VARIABLE = "AWS_ENDPOINT_URL";
    private static final String PORT_VARIABLE = "LOCALSTACK_EDGE_PORT";
    private static final int DEFAULT_PORT = 4566;
    private static final int MAX_PORT = 65_535;

    /// The region and credentials that the AWS SDK finds, for example in the environment, in a
    /// profile, or in the metadata of an EC2 instance.
    public static AwsAccess fromProcess() {
        return new AwsAccess(
                Settings.environment(),
                () -> DefaultAwsRegionProviderChain.builder().build().getRegion(),
                () -> DefaultCredentialsProvider.builder().build().resolveCredentials());
    }

    /// The name of the region: `AWS_REGION`, or else `AWS_DEFAULT_REGION`, or else the region that
    /// the SDK finds.
    ///
    /// @throws InvalidInputException if none is set; the message names the remedy
    public String region() {
        return variable("AWS_REGION")
                .or(() -> variable("AWS_DEFAULT_REGION"))
                .orElseGet(this::regionFromSdk);
    }

    private String regionFromSdk() {
        try {
            return regions.getRegion().id();
        } catch (SdkException e) {
            throw new InvalidInputException(
                    "no AWS region is set: set AWS_REGION, for example AWS_REGION=eu-central-1, or set AWS_PROFILE to a profile that has one",
                    e);
        }
    }

    /// Says whether the credentials are temporary and which provider found them, for example
    /// `temporary, found by ...`. The text does not contain the credentials.
    ///
    /// @throws InvalidInputException if no credentials were found; the message names the remedy
    public String credentialsKind() {
        try {
            AwsCredentials found = credentials.resolveCredentials();
            String kind = found instanceof AwsSessionCredentials ? "temporary" : "long-lived";
            return kind + found.providerName().map(name -> ", found by " + name).orElse("");
        } catch (SdkException | IllegalStateException e) {
            throw new InvalidInputException(
                    "no AWS credentials were found: set AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, for example with eval \"$(aws configure export-credentials --format env)\""
                            + variable("AWS_PROFILE")
                                    .map(" (AWS_PROFILE is \"%s\")"::formatted)
                                    .orElse("")
                            + AwsFailures.profileHint(e),
                    e);
        }
    }

    /// The environment variables for calls to AWS: those of this process, with the region as
    /// `AWS_REGION`.
    ///
    /// @throws InvalidInputException if the region or the credentials are missing, or an endpoint's
    ///   URL is invalid
    Map<String, String> environmentForAws() {
        var variables = new HashMap<>(environment);
        variables.put("AWS_REGION", region());
        String ignored = credentialsKind();
        endpointVariables().forEach(AwsAccess::requireHttpUrl);
        return variables;
    }

    /// The environment variables for calls to LocalStack: its address, a region, and credentials
    /// that it accepts.
    ///
    /// @throws InvalidInputException if the URL of LocalStack is invalid
    public Map<String, String> environmentForLocalStack() {
        var variables = new HashMap<String, String>();
        variables.put(URL_VARIABLE, localStack().toString());
        variables.put("AWS_REGION", "us-east-1");
        variables.put("AWS_ACCESS_KEY_ID", "test");
        variables.put("AWS_SECRET_ACCESS_KEY", "test");
        return variables;
    }

    /// The URL of LocalStack: `AWS_ENDPOINT_URL`, or else the port `LOCALSTACK_EDGE_PORT` (4566 by
    /// default) of 127.0.0.1.
    ///
    /// @throws InvalidInputException if one of these variables is invalid
    public URI localStack() {
        return variable(URL_VARIABLE)
                .map(url -> requireHttpUrl(URL_VARIABLE, url))
                .orElseGet(() -> URI.create("http://127.0.0.1:" + port()));
    }

    private int port() {
        String text = variable(PORT_VARIABLE).orElse(Integer.toString(DEFAULT_PORT));
        int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > MAX_PORT) {
            throw new InvalidInputException(
                    "%s must be a port from 1 to %d, not \"%s\""
                            .formatted(PORT_VARIABLE, MAX_PORT, text));
        }
        return port;
    }

    /// The variables that replace AWS endpoints, with their values, as text for the user; empty if
    /// none is set.
    public Optional<String> endpointOverrides() {
        return endpointVariables().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .reduce((left, right) -> left + ", " + right);
    }

    private TreeMap<String, String> endpointVariables() {
        return environment.keySet().stream()
                .filter(name -> name.equals(URL_VARIABLE) || name.startsWith(URL_VARIABLE + "_"))
                .filter(name -> variable(name).isPresent())
                .collect(
                        Collectors.toMap(
                                name -> name,
                                name -> variable(name).orElseThrow(),
                                (first, second) -> first,
                                TreeMap::new));
    }

    private static URI requireHttpUrl(String name, String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // reported below
        }
        throw new InvalidInputException(
                "%s must be a URL such as http://127.0.0.1:4566, not \"%s\"".formatted(name, url));
    }

    /// The value of an environment variable, if it is set and not blank.
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    // Does not print the environment, because it contains secrets.
    @Override
    public String toString() {
        return "AwsAccess";
    }
}
