package dev.fanfold.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// Calls that a service rejects with an error.
final class RefusedCalls {
    private RefusedCalls() {}

    /// The error, which must be of exactly this class.
    static <E extends AwsServiceException> E assertRefused(Class<E> error, ThrowingCallable call) {
        AwsServiceException seen = any(call);
        assertThat(seen).isExactlyInstanceOf(error);
        return error.cast(seen);
    }

    /// Checks an error that has no class of its own.
    static void assertRefused(int status, String code, ThrowingCallable call) {
        AwsServiceException seen = any(call);
        assertThat(seen.statusCode() + " " + seen.awsErrorDetails().errorCode())
                .isEqualTo(status + " " + code);
    }

    static void assertRefused(int status, ThrowingCallable call) {
        assertThat(any(call).statusCode()).isEqualTo(status);
    }

    private static AwsServiceException any(ThrowingCallable call) {
        AwsServiceException seen = catchThrowableOfType(AwsServiceException.class, call);
        assertThat(seen).as("an error from the service").isNotNull();
        return seen;
    }
}
