package dev.fanfold.engine.port;

/// A workload's working half could not be opened: its tasks are tried again.
public final class OpeningFailedException extends Exception {
    private static final long serialVersionUID = 1;

    public OpeningFailedException(String workload, Throwable cause) {
        super("%s cannot be opened: %s".formatted(workload, cause), cause);
    }
}
