package dev.fanfold.cli.deployed;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// Explains failed AWS calls in one line, with the remedy if it is known.
public final class AwsFailures {
    private static final int MAX_CHARACTERS = 300;
    private static final Set<String> EXPIRED_CODES =
            Set.of(
                    "ExpiredToken",
                    "ExpiredTokenException",
                    "RequestExpired",
                    "TokenRefreshRequired");
    private static final Set<String> NOT_ACCEPTED_CODES =
            Set.of(
                    "AuthFailure",
                    "IncompleteSignature",
                    "IncompleteSignatureException",
                    "InvalidAccessKeyId",
                    "InvalidClientTokenId",
                    "InvalidSignatureException",
                    "InvalidToken",
                    "MissingAuthenticationToken",
                    "MissingAuthenticationTokenException",
                    "SignatureDoesNotMatch",
                    "UnrecognizedClientException");

    private AwsFailures() {}

    /// The message for the user; empty if no AWS call caused the failure.
    public static Optional<String> explained(Throwable failure) {
        return causes(failure)
                .filter(SdkException.class::isInstance)
                .map(SdkException.class::cast)
                .findFirst()
                .map(AwsFailures::explain);
    }

    private static String explain(SdkException failure) {
        if (!(failure instanceof AwsServiceException serviceFailure)) {
            return "AWS cannot be reached (%s): check the network, AWS_REGION, and AWS_ENDPOINT_URL if it is set"
                    .formatted(oneLine(root(failure).toString().replaceFirst("^[\\w.$]+: ", "")));
        }
        AwsErrorDetails details = serviceFailure.awsErrorDetails();
        String code = code(serviceFailure);
        if (EXPIRED_CODES.contains(code)) {
            return "the AWS credentials have expired (%s): renew them, for example with aws sso login, and try again"
                    .formatted(code);
        }
        if (NOT_ACCEPTED_CODES.contains(code)) {
            return "AWS does not accept these credentials (%s): check AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and this machine's clock"
                    .formatted(code);
        }
        String message = details == null ? serviceFailure.getMessage() : details.errorMessage();
        if (code.startsWith("AccessDenied") || serviceFailure.statusCode() == 403) {
            return "the AWS credentials lack a permission: " + oneLine(message);
        }
        return "an AWS call failed (%s): %s".formatted(code, oneLine(message));
    }

    /// The AWS error code of this failure, or a text with the HTTP status if it has no code.
    static String code(AwsServiceException failure) {
        AwsErrorDetails details = failure.awsErrorDetails();
        return details == null || details.errorCode() == null
                ? "status " + failure.statusCode()
                : details.errorCode();
    }

    /// The part of the SDK's message that says why the selected profile has no credentials, in
    /// parentheses after a space; empty if the message has no such part.
    static String profileHint(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        int start = message.indexOf("To use ");
        return start < 0
                ? ""
                : " (" + oneLine(message.substring(start).split("[,\\]]", 2)[0]) + ")";
    }

    private static Throwable root(Throwable failure) {
        return causes(failure).reduce(failure, (_, cause) -> cause);
    }

    // The failure and its causes, which may form a cycle.
    private static Stream<Throwable> causes(Throwable failure) {
        Set<Throwable> visited = new HashSet<>();
        return Stream.iterate(
                failure, cause -> cause != null && visited.add(cause), Throwable::getCause);
    }

    private static String oneLine(@Nullable String text) {
        String line = String.valueOf(text).strip().replaceAll("\\s*\\r?\\n\\s*", " ");
        return line.length() <= MAX_CHARACTERS ? line : line.substring(0, MAX_CHARACTERS) + "...";
    }
}
