package dev.fanfold.local.fault;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.sqs.model.RequestThrottledException;
import software.amazon.awssdk.services.sqs.model.SqsRequest;

/// The throttling errors of the services, in the form that the SDK recognizes.
final class Throttling {
    private static final int BAD_REQUEST = 400;
    private static final int UNAVAILABLE = 503;

    private Throttling() {}

    static AwsServiceException of(SdkRequest request) {
        return switch (request) {
            case DynamoDbRequest ignored ->
                    filled(
                            ProvisionedThroughputExceededException.builder(),
                            "ProvisionedThroughputExceededException",
                            BAD_REQUEST);
            case SqsRequest ignored ->
                    filled(RequestThrottledException.builder(), "RequestThrottled", BAD_REQUEST);
            case S3Request ignored -> filled(S3Exception.builder(), "SlowDown", UNAVAILABLE);
            default ->
                    throw new IllegalArgumentException(
                            "the local cloud has no service for " + request.getClass().getName());
        };
    }

    private static AwsServiceException filled(
            AwsServiceException.Builder exception, String code, int status) {
        return exception
                .statusCode(status)
                .awsErrorDetails(
                        AwsErrorDetails.builder()
                                .errorCode(code)
                                .errorMessage("throttled by fault injection of the local cloud")
                                .sdkHttpResponse(
                                        SdkHttpResponse.builder().statusCode(status).build())
                                .build())
                .build();
    }
}
