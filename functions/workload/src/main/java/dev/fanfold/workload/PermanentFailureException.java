package dev.fanfold.workload;

/// A task that cannot succeed, however often it is tried: it is lost at once.
public final class PermanentFailureException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public PermanentFailureException(String message) {
        super(message);
    }

    public PermanentFailureException(String message, Throwable cause) {
        super(message, cause);
    }
}
