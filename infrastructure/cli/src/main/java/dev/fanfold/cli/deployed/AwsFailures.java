package dev.fanfold.cli.deployed;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// Explains failed AWS calls in one line, with the remedy.
public final class AwsFailures {
    private static final int MAX_TEXT = 300;
    private static final Set<String> EXPIRED =
            Set.of(
                    "ExpiredToken",
                    "ExpiredTokenException",
                    "RequestExpired",
                    "TokenRefreshRequired");
    private static final Set<String> NOT_ACCEPTED =
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
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(SdkException.class::isInstance)
                .map(SdkException.class::cast)
                .findFirst()
                .map(AwsFailures::explain);
    }

    private static String explain(SdkException failure) {
        if (!(failure instanceof AwsServiceException response)) {
            return "AWS cannot be reached (%s): check the network, AWS_REGION, and AWS_ENDPOINT_URL if it is set"
                    .formatted(line(root(failure).toString().replaceFirst("^[\\w.$]+: ", "")));
        }
        AwsErrorDetails details = response.awsErrorDetails();
        String code = code(response);
        if (EXPIRED.contains(code)) {
            return "the AWS credentials have expired (%s): renew them, for example with aws sso login, and try again"
                    .formatted(code);
        }
        if (NOT_ACCEPTED.contains(code)) {
            return "AWS does not accept these credentials (%s): check AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and this machine's clock"
                    .formatted(code);
        }
        String message = details == null ? response.getMessage() : details.errorMessage();
        if (code.startsWith("AccessDenied") || response.statusCode() == 403) {
            return "the AWS credentials lack a permission: " + line(message);
        }
        return "an AWS call failed (%s): %s".formatted(code, line(message));
    }

    /// The AWS error code of this failure.
    static String code(AwsServiceException response) {
        AwsErrorDetails details = response.awsErrorDetails();
        return details == null || details.errorCode() == null
                ? "status " + response.statusCode()
                : details.errorCode();
    }

    /// The reason why the selected profile has no credentials; empty if the failure does not
    /// contain it.
    static String hint(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        int start = message.indexOf("To use ");
        return start < 0 ? "" : " (" + line(message.substring(start).split("[,\\]]", 2)[0]) + ")";
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String line(@Nullable String text) {
        String line = String.valueOf(text).strip().replaceAll("\\s*\\r?\\n\\s*", " ");
        return line.length() <= MAX_TEXT ? line : line.substring(0, MAX_TEXT) + "...";
    }
}
