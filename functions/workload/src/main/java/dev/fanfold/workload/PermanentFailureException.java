package dev.fanfold.workload;

/// A failure that a retry cannot cure. If a task throws it, the task is lost immediately. If a plan
/// or a finish throws it, the job fails.
public final class PermanentFailureException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public PermanentFailureException(String message) {
        super(message);
    }

    public PermanentFailureException(String message, Throwable cause) {
        super(message, cause);
    }
}
