package dev.fanfold.simulator.service;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// Builds errors as the services return them.
final class Errors {
    private Errors() {}

    /// The error with its status, code and message.
    static <B extends AwsServiceException.Builder> B withDetails(
            B error, int status, String code, String why) {
        error.statusCode(status)
                .awsErrorDetails(
                        AwsErrorDetails.builder().errorCode(code).errorMessage(why).build())
                .message(why);
        return error;
    }
}
