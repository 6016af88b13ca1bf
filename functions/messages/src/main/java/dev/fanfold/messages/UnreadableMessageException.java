package dev.fanfold.messages;

/// A message, row or report that this version of the code cannot read. The exception's message has
/// the object and the error, and for a wrong version the remedy.
public final class UnreadableMessageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableMessageException(String message) {
        super(message);
    }

    UnreadableMessageException(String message, Throwable cause) {
        super(message, cause);
    }
}
