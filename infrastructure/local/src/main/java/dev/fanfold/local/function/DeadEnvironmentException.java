package dev.fanfold.local.function;

import software.amazon.awssdk.core.exception.SdkClientException;

/// Thrown by AWS clients in a thread whose environment is dead, as a process that is gone would
/// reach nothing.
public final class DeadEnvironmentException extends SdkClientException {
    private static final long serialVersionUID = 1;

    DeadEnvironmentException(String environment) {
        super(
                SdkClientException.builder()
                        .message(environment + " is dead: its clients reach nothing"));
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
