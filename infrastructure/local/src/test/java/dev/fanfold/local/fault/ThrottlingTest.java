package dev.fanfold.local.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.model.RequestThrottledException;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/// The responses of the services to too many requests.
class ThrottlingTest {
    @Test
    void dynamoDbNamesTheThroughput() {
        assertRefused(
                PutItemRequest.builder().build(),
                ProvisionedThroughputExceededException.class,
                400,
                "ProvisionedThroughputExceededException");
    }

    @Test
    void sqsNamesTheRequest() {
        assertRefused(
                SendMessageRequest.builder().build(),
                RequestThrottledException.class,
                400,
                "RequestThrottled");
    }

    @Test
    void s3AsksToSlowDown() {
        assertRefused(GetObjectRequest.builder().build(), S3Exception.class, 503, "SlowDown");
    }

    // The SDK's retries check the code, not the class.
    private static void assertRefused(
            SdkRequest request, Class<?> exception, int status, String code) {
        assertThat(Throttling.of(request))
                .isInstanceOf(exception)
                .satisfies(refused -> {
                    assertThat(refused.isThrottlingException()).isTrue();
                    assertThat(refused.statusCode()).isEqualTo(status);
                    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
                });
    }
}
