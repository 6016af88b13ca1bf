package dev.fanfold.cli.outputs;

/// One output cannot be copied; others may be.
final class FailedOutputException extends Exception {
    private static final long serialVersionUID = 1;

    /// @param message what failed and the remedy, without the output
    FailedOutputException(String message) {
        super(message);
    }

    FailedOutputException(String message, Throwable cause) {
        super(message, cause);
    }
}
