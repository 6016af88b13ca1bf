package dev.fanfold.local.function;

import dev.fanfold.local.function.CallRights.Right;
import dev.fanfold.template.Aws;
import dev.fanfold.template.Function;
import dev.fanfold.template.Rights;
import dev.fanfold.template.Rights.Decision;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.sqs.model.SqsException;

/// The services' responses to calls that a function's role does not allow.
final class AccessDenied {
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;

    private AccessDenied() {}

    /// Throws if a call is not allowed. All calls are allowed if the function's rights are unknown.
    ///
    /// @throws AwsServiceException the service's error response, if the function's role does not
    ///   allow the call
    static void check(Function function, SdkRequest request, String operation) {
        Optional<String> message = message(function, CallRights.of(request, operation));
        if (message.isPresent()) {
            throw error(request, message.get());
        }
    }

    /// The message of S3's error response to a read of a missing object, if the function's role is
    /// known and does not allow the function to see what is missing.
    static Optional<String> ofMissing(Function function, SdkRequest request) {
        return message(function, CallRights.toSeeWhatIsMissing(request));
    }

    private static Optional<String> message(Function function, List<Right> needed) {
        if (function.rights().isEmpty()) {
            return Optional.empty();
        }
        Rights rights = function.rights().get();
        for (Right right : needed) {
            Decision decision = rights.decide(right.action(), right.resource());
            if (decision != Decision.ALLOWED) {
                return Optional.of(message(function, rights, right, decision));
            }
        }
        return Optional.empty();
    }

    private static String message(
            Function function, Rights rights, Right right, Decision decision) {
        return "User: arn:aws:sts::%s:assumed-role/%s/%s is not authorized to perform: %s on resource: %s %s"
                .formatted(
                        Aws.ACCOUNT,
                        rights.role(),
                        function.name(),
                        right.action(),
                        right.resource(),
                        decision == Decision.DENIED
                                ? "with an explicit deny in an identity-based policy"
                                : "because no identity-based policy allows the "
                                        + right.action()
                                        + " action");
    }

    private static AwsServiceException error(SdkRequest request, String message) {
        return switch (request) {
            case DynamoDbRequest ignored ->
                    filled(
                            DynamoDbException.builder(),
                            "AccessDeniedException",
                            BAD_REQUEST,
                            message);
            case S3Request ignored ->
                    filled(S3Exception.builder(), "AccessDenied", FORBIDDEN, message);
            default -> filled(SqsException.builder(), "AccessDenied", FORBIDDEN, message);
        };
    }

    private static AwsServiceException filled(
            AwsServiceException.Builder exception, String code, int status, String message) {
        return exception
                .statusCode(status)
                .awsErrorDetails(
                        AwsErrorDetails.builder()
                                .errorCode(code)
                                .errorMessage(message)
                                .sdkHttpResponse(
                                        SdkHttpResponse.builder().statusCode(status).build())
                                .build())
                .build();
    }
}
