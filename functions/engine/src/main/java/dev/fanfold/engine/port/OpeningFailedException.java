package dev.fanfold.engine.port;

import dev.fanfold.engine.outcome.Trace;
import java.util.Objects;

/// The working half of a workload could not be opened. The tasks or the finish are retried.
///
/// It has no stack trace of its own, because several tasks throw the same instance. The trace of
/// its cause shows the place.
public final class OpeningFailedException extends Exception {
    private static final long serialVersionUID = 1;

    public OpeningFailedException(String workload, Throwable cause) {
        super(
                "%s cannot be opened: %s".formatted(workload, Trace.summary(cause)),
                cause,
                false,
                false);
    }

    /// What the opening threw.
    public Throwable thrown() {
        return Objects.requireNonNull(getCause());
    }
}
