package dev.fanfold.engine.port;

import dev.fanfold.engine.outcome.Trace;
import java.util.Objects;

/// A workload's working half could not be opened: its tasks are tried again.
///
/// It has no frames of its own, because those of its cause say where, and several tasks share it.
public final class OpeningFailedException extends Exception {
    private static final long serialVersionUID = 1;

    public OpeningFailedException(String workload, Throwable cause) {
        super(
                "%s cannot be opened: %s".formatted(workload, Trace.summary(cause)),
                cause,
                false,
                false);
    }

    /// What opening it threw.
    public Throwable thrown() {
        return Objects.requireNonNull(getCause());
    }
}
