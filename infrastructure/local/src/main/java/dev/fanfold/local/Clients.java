package dev.fanfold.local;

import dev.fanfold.template.Aws;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// SDK clients for the services of a local cloud. The caller closes them.
public final class Clients {
    private static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(Aws.ACCESS_KEY, Aws.SECRET_KEY));
    private final Supplier<Endpoints> endpoints;

    Clients(Supplier<Endpoints> endpoints) {
        this.endpoints = endpoints;
    }

    public SqsClient sqs() {
        return SqsClient.builder()
                .endpointOverride(endpoints.get().sqs())
                .region(Region.of(Aws.REGION))
                .credentialsProvider(CREDENTIALS)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    public DynamoDbClient dynamodb() {
        return DynamoDbClient.builder()
                .endpointOverride(endpoints.get().dynamodb())
                .region(Region.of(Aws.REGION))
                .credentialsProvider(CREDENTIALS)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    public S3Client s3() {
        return S3Client.builder()
                .endpointOverride(endpoints.get().s3())
                .forcePathStyle(true)
                .region(Region.of(Aws.REGION))
                .credentialsProvider(CREDENTIALS)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }
}
