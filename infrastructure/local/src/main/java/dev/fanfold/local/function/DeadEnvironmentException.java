package dev.fanfold.local.function;

import software.amazon.awssdk.core.exception.SdkClientException;

/// Thrown by AWS clients in threads of a dead environment.
///
/// On Lambda, the process of a dead environment no longer exists and calls no service.
public final class DeadEnvironmentException extends SdkClientException {
    private static final long serialVersionUID = 1;

    DeadEnvironmentException(String environment) {
        super(
                SdkClientException.builder()
                        .message(environment + " is dead: its clients cannot reach any service"));
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
