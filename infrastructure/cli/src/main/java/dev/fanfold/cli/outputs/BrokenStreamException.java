package dev.fanfold.cli.outputs;

/// The stream of an output broke off. It differs from an `IOException` of the local file.
final class BrokenStreamException extends Exception {
    private static final long serialVersionUID = 1;

    BrokenStreamException(Throwable cause) {
        super(String.valueOf(cause.getMessage()), cause);
    }

    BrokenStreamException(String message) {
        super(message);
    }
}
