package dev.fanfold.cli.outputs;

/// The stream of an output could not be opened, or broke off. An `IOException` is thrown for local
/// files only.
final class BrokenStreamException extends Exception {
    private static final long serialVersionUID = 1;

    BrokenStreamException(Throwable cause) {
        super(String.valueOf(cause.getMessage()), cause);
    }

    BrokenStreamException(String message) {
        super(message);
    }
}
