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

/// Creates the SDK's clients. The region, the credentials and the endpoints are those of the
/// settings, so that two functions in one JVM can have different environments. The SDK finds a
/// region or credentials that the settings lack.
///
/// The clients of an instance share one HTTP client, which uses the JDK's own connections. It is
/// the SDK's smallest HTTP client, and it starts as fast as the others. A worker has one instance,
/// for its ports and for the resources of its workloads.
public final class SdkClients {
    private final Settings settings;
    private final SdkHttpClient http = UrlConnectionHttpClient.create();

    public SdkClients(Settings settings) {
        this.settings = settings;
    }

    /// A new client of SQS.
    SqsClient sqs() {
        return configured(SqsClient.builder(), "SQS").build();
    }

    /// A new client of DynamoDB.
    DynamoDbClient dynamo() {
        // Endpoint discovery stays off, as by default, because it sends a request before the first
        // call.
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
        configure(builder, builder, service);
        return builder;
    }

    /// Sets the HTTP client, the credentials, the region and the endpoint of a client's builder.
    ///
    /// @param sync the same builder, as the type that has the method for the HTTP client
    void configure(
            AwsClientBuilder<?, ?> builder, AwsSyncClientBuilder<?, ?> sync, String service) {
        sync.httpClient(http);
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

    /// The credentials in the settings, or else those that the SDK finds.
    AwsCredentialsProvider credentials() {
        Optional<String> key = settings.find("AWS_ACCESS_KEY_ID");
        Optional<String> secret = settings.find("AWS_SECRET_ACCESS_KEY");
        if (key.isEmpty() || secret.isEmpty()) {
            return DefaultCredentialsProvider.builder().build();
        }
        AwsCredentials credentials =
                settings.find("AWS_SESSION_TOKEN")
                        .<AwsCredentials>map(token ->
                                AwsSessionCredentials.create(key.get(), secret.get(), token))
                        .orElseGet(() -> AwsBasicCredentials.create(key.get(), secret.get()));
        return StaticCredentialsProvider.create(credentials);
    }
}
