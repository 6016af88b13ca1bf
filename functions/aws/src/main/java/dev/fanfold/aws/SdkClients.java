package dev.fanfold.aws;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The SDK's clients, made from the settings and not from the environment of the process, so that
/// two functions in one JVM can have two environments.
///
/// They share one HTTP client on the JDK's own connections. It is the smallest one, and it starts
/// as fast as the alternatives. Each environment has one instance, for its ports and for the
/// resources of its workloads.
public final class SdkClients {
    private final Settings settings;
    private final SdkHttpClient http = UrlConnectionHttpClient.create();

    public SdkClients(Settings settings) {
        this.settings = settings;
    }

    SqsClient sqs() {
        return configured(SqsClient.builder(), "SQS").build();
    }

    DynamoDbClient dynamo() {
        // Without endpoint discovery and account endpoints, because both send requests before the
        // first call.
        return configured(DynamoDbClient.builder(), "DYNAMODB").build();
    }

    /// A new client of S3.
    public S3Client s3() {
        return configured(S3Client.builder(), "S3")
                .forcePathStyle(settings.endpoint("S3").isPresent())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .build();
    }

    private <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> B configured(
            B builder, String service) {
        place(builder, builder, service);
        return builder;
    }

    /// Sets endpoint and credentials of a client.
    void place(AwsClientBuilder<?, ?> builder, AwsSyncClientBuilder<?, ?> calls, String service) {
        calls.httpClient(http);
        builder.credentialsProvider(credentials());
        settings.find("AWS_REGION").ifPresent(region -> builder.region(Region.of(region)));
        settings.endpoint(service)
                .ifPresent(endpoint -> builder.endpointOverride(URI.create(endpoint)));
    }

    S3Presigner presigner() {
        S3Presigner.Builder builder = S3Presigner.builder().credentialsProvider(credentials());
        builder.region(region());
        settings.endpoint("S3")
                .ifPresent(endpoint -> builder.endpointOverride(URI.create(endpoint)));
        return builder.serviceConfiguration(
                        S3Configuration.builder()
                                .pathStyleAccessEnabled(settings.endpoint("S3").isPresent())
                                .build())
                .build();
    }

    /// The region in which the functions run.
    Region region() {
        return settings.find("AWS_REGION")
                .map(Region::of)
                .orElseGet(() -> DefaultAwsRegionProviderChain.builder().build().getRegion());
    }

    AwsCredentialsProvider credentials() {
        Optional<String> key = settings.find("AWS_ACCESS_KEY_ID");
        Optional<String> secret = settings.find("AWS_SECRET_ACCESS_KEY");
        if (key.isEmpty() || secret.isEmpty()) {
            return DefaultCredentialsProvider.builder().build();
        }
        AwsCredentials given =
                settings.find("AWS_SESSION_TOKEN")
                        .<AwsCredentials>map(token ->
                                AwsSessionCredentials.create(key.get(), secret.get(), token))
                        .orElseGet(() -> AwsBasicCredentials.create(key.get(), secret.get()));
        return StaticCredentialsProvider.create(given);
    }
}
