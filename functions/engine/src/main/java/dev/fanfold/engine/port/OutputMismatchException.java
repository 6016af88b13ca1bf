package dev.fanfold.engine.port;

/// The file under a key is not the recorded one: it is missing, or its length or its bytes differ.
public final class OutputMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// @param found what is there instead
    public OutputMismatchException(String key, String found) {
        super("the output %s is not the one that was recorded: %s".formatted(key, found));
    }

    /// A file of another length.
    public static OutputMismatchException ofLength(String key, long found, Fingerprint recorded) {
        return new OutputMismatchException(
                key, "it has %d bytes, not %d".formatted(found, recorded.length()));
    }

    /// No file.
    public static OutputMismatchException missing(String key) {
        return new OutputMismatchException(key, "there is no such object");
    }
}
