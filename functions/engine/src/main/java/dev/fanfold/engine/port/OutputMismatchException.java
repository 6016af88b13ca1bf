package dev.fanfold.engine.port;

/// The file under a key is not the recorded one: it is missing, or its length or its bytes differ.
public final class OutputMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// @param found how the file differs, for example "it has 5 bytes, not 6"
    public OutputMismatchException(String key, String found) {
        super("the output %s is not the one that was recorded: %s".formatted(key, found));
    }

    /// The error if the file has another length.
    ///
    /// @param found the length of the file
    public static OutputMismatchException ofLength(String key, long found, Fingerprint recorded) {
        return new OutputMismatchException(
                key, "it has %d bytes, not %d".formatted(found, recorded.length()));
    }

    /// The error if there is no file.
    public static OutputMismatchException missing(String key) {
        return new OutputMismatchException(key, "there is no such object");
    }
}
