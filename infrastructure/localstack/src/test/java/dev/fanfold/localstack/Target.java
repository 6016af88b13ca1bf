package dev.fanfold.localstack;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// A deployed application, on the local cloud or on LocalStack.
interface Target extends AutoCloseable {
    /// The environment variables for an AWS SDK.
    Map<String, String> sdk();

    /// The root stack's outputs.
    Map<String, String> outputs();

    /// The URL of the REST API, including its stage.
    URI api();

    S3Client s3();

    SqsClient sqs();

    DynamoDbClient dynamodb();

    /// The interval at which the deployed schedule runs the keeper.
    Duration schedule();

    /// Runs the keeper once and waits for its end.
    void runKeeper();

    /// Deletes the application as a user would.
    ///
    /// @return the resources that are left
    List<String> delete();

    /// Deletes the application if [#delete] was not called, for example after a failed test, and
    /// closes the clients.
    @Override
    void close();
}
