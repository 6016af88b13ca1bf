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
/// @param credentials supplies the credentials, resolved at each call
public record AwsAccess(
        Map<String, String> environment,
        AwsRegionProvider regions,
        AwsCredentialsProvider credentials) {
    private static final String ENDPOINT = "AWS_ENDPOINT_URL";
    private static final String PORT = "LOCALSTACK_EDGE_PORT";
    private static final int DEFAULT_PORT = 4566;
    private static final int MAX_PORT = 65_535;

    /// What the SDK finds in the environment, in profiles, and in the metadata of an EC2 instance
    /// or a container.
    public static AwsAccess fromProcess() {
        return new AwsAccess(
                Settings.environment(),
                () -> DefaultAwsRegionProviderChain.builder().build().getRegion(),
                () -> DefaultCredentialsProvider.builder().build().resolveCredentials());
    }

    /// The name of the region.
    ///
    /// @throws InvalidInputException if none is set; the message says how to set one
    public String region() {
        return given("AWS_REGION")
                .or(() -> given("AWS_DEFAULT_REGION"))
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

    /// Where the credentials were found, and whether they are temporary; never the credentials
    /// themselves.
    ///
    /// @throws InvalidInputException if there are none; the message says how to set them
    public String credentialsKind() {
        try {
            AwsCredentials regionFromSdk = credentials.resolveCredentials();
            String kind =
                    regionFromSdk instanceof AwsSessionCredentials ? "temporary" : "long-lived";
            return kind + regionFromSdk.providerName().map(name -> ", found by " + name).orElse("");
        } catch (SdkException | IllegalStateException e) {
            throw new InvalidInputException(
                    "no AWS credentials were found: set AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, for example with eval \"$(aws configure export-credentials --format env)\""
                            + given("AWS_PROFILE")
                                    .map(" (AWS_PROFILE is \"%s\")"::formatted)
                                    .orElse("")
                            + AwsFailures.hint(e),
                    e);
        }
    }

    /// The environment for calls to AWS.
    ///
    /// @throws InvalidInputException when there is no region, there are no credentials, or an
    ///   endpoint's URL is invalid
    Map<String, String> environmentForAws() {
        var regionFromSdk = new HashMap<>(environment);
        regionFromSdk.put("AWS_REGION", region());
        String ignored = credentialsKind();
        endpoints().forEach(AwsAccess::requireHttpUrl);
        return regionFromSdk;
    }

    /// The environment for calls to LocalStack, with the credentials that it accepts. LocalStack's
    /// address is `AWS_ENDPOINT_URL`, otherwise 127.0.0.1 and the port `LOCALSTACK_EDGE_PORT`.
    ///
    /// @throws InvalidInputException if the URL of LocalStack is invalid
    public Map<String, String> environmentForLocalStack() {
        var regionFromSdk = new HashMap<String, String>();
        regionFromSdk.put(ENDPOINT, localStack().toString());
        regionFromSdk.put("AWS_REGION", "us-east-1");
        regionFromSdk.put("AWS_ACCESS_KEY_ID", "test");
        regionFromSdk.put("AWS_SECRET_ACCESS_KEY", "test");
        return regionFromSdk;
    }

    /// The URL of LocalStack.
    public URI localStack() {
        return given(ENDPOINT)
                .map(url -> requireHttpUrl(ENDPOINT, url))
                .orElseGet(() -> URI.create("http://127.0.0.1:" + port()));
    }

    private int port() {
        String given = given(PORT).orElse(Integer.toString(DEFAULT_PORT));
        int port = given.matches("\\d{1,5}") ? Integer.parseInt(given) : 0;
        if (port < 1 || port > MAX_PORT) {
            throw new InvalidInputException(
                    "%s must be a port from 1 to %d, not \"%s\"".formatted(PORT, MAX_PORT, given));
        }
        return port;
    }

    /// The variables that send AWS calls to another endpoint, as text; empty if none is set.
    public Optional<String> endpointOverrides() {
        return endpoints().entrySet().stream()
                .map(one -> one.getKey() + "=" + one.getValue())
                .reduce((one, other) -> one + ", " + other);
    }

    private TreeMap<String, String> endpoints() {
        return environment.keySet().stream()
                .filter(name -> name.equals(ENDPOINT) || name.startsWith(ENDPOINT + "_"))
                .filter(name -> given(name).isPresent())
                .collect(
                        Collectors.toMap(
                                name -> name,
                                name -> given(name).orElseThrow(),
                                (one, other) -> one,
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
    public Optional<String> given(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    // Hides the environment, which has secrets.
    @Override
    public String toString() {
        return "AwsAccess";
    }
}
