package dev.fanfold.engine.arrival;

/// The request or its input is at fault, not the work: trying again cannot help. The message names
/// the value, the place and the remedy; people read it as it is.
public class InputFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InputFault(String message) {
        super(message);
    }

    public InputFault(String message, Throwable cause) {
        super(message, cause);
    }
}
