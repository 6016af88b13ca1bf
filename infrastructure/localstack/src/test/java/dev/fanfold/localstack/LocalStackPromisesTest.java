package dev.fanfold.localstack;

import cloud.localstack.Localstack;
import cloud.localstack.awssdkv2.TestUtils;
import cloud.localstack.docker.LocalstackDockerExtension;
import cloud.localstack.docker.annotation.LocalstackDockerProperties;
import dev.fanfold.testkit.services.BucketPromises;
import dev.fanfold.testkit.services.ServicePromises;
import dev.fanfold.testkit.services.Services;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Checks which of the services' promises LocalStack keeps.
@Tag("localstack")
@ExtendWith(LocalstackDockerExtension.class)
@LocalstackDockerProperties(
        imageName = "localstack/localstack",
        imageTag = "4.14.0",
        ignoreDockerRunErrors = true)
@Timeout(60)
class LocalStackPromisesTest implements ServicePromises, BucketPromises {
    private final Services services =
            new Services(
                    client(SqsClient.builder()).build(),
                    client(DynamoDbClient.builder()).build(),
                    client(DynamoDbStreamsClient.builder()).build(),
                    client(S3Client.builder().forcePathStyle(true)).build(),
                    LocalStackDifferences.ALL);

    @Override
    public Services services() {
        return services;
    }

    private static <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> B client(
            B builder) {
        String endpoint = "http://127.0.0.1:" + Localstack.INSTANCE.getEdgePort();
        return TestUtils.wrapApiSyncClientV2(builder, endpoint)
                .httpClient(UrlConnectionHttpClient.create());
    }
}
