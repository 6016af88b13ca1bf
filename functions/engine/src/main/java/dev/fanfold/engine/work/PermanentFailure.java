package dev.fanfold.engine.work;

/// A task that cannot succeed, however often it is tried: it is lost at once.
public final class PermanentFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public PermanentFailure(String message) {
        super(message);
    }

    public PermanentFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
