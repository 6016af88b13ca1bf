package dev.fanfold.workload;

import java.util.Collection;

/// The request or its input is at fault, not the work: trying again cannot help. The message names
/// the value, the place and the remedy; people read it as it is.
public class InvalidInputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InvalidInputException(String message) {
        super(message);
    }

    public InvalidInputException(String message, Throwable cause) {
        super(message, cause);
    }

    /// " (did you mean X?)" with the known name that is nearest to the one given, or nothing when
    /// none is near.
    public static String didYouMean(String given, Collection<String> known) {
        return NearestName.hint(given, known);
    }
}
