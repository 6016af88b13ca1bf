package dev.fanfold.workload;

import java.util.Collection;

/// The request or its input is invalid, so a retry cannot help. The message is for the user: it
/// names the value, the place and the remedy.
public class InvalidInputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InvalidInputException(String message) {
        super(message);
    }

    public InvalidInputException(String message, Throwable cause) {
        super(message, cause);
    }

    /// " (did you mean X?)" with the nearest known name, or an empty text if no name is near.
    public static String didYouMean(String unknown, Collection<String> known) {
        return NearestName.hint(unknown, known);
    }
}
