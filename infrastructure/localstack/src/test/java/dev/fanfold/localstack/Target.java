package dev.fanfold.localstack;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Where the application is deployed.
interface Target extends AutoCloseable {
    /// The environment variables that lead an AWS SDK there.
    Map<String, String> sdk();

    /// The root stack's outputs.
    Map<String, String> outputs();

    /// Where the REST API is, its stage included.
    URI api();

    S3Client s3();

    SqsClient sqs();

    DynamoDbClient dynamodb();

    /// How often the keeper is told to come, by what was deployed.
    Duration schedule();

    /// Lets the keeper come once, and returns when it has gone.
    void keep();

    /// Deletes the application as a user would.
    ///
    /// @return what is left of it
    List<String> delete();

    /// Ends what [#delete] has not, as after a failed test.
    @Override
    void close();
}
