package dev.fanfold.engine.port;

import dev.fanfold.engine.outcome.Trace;
import java.util.Objects;

/// The working half of a workload could not be opened. Its tasks are retried.
///
/// It has no frames of its own: those of its cause say where, and several tasks share it.
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
