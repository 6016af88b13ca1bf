package dev.fanfold.workload;

/// A failure that a retry cannot cure. The task is lost immediately.
public final class PermanentFailureException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public PermanentFailureException(String message) {
        super(message);
    }

    public PermanentFailureException(String message, Throwable cause) {
        super(message, cause);
    }
}
