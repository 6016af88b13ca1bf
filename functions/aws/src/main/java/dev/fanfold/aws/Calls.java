package dev.fanfold.aws;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// Runs calls that wait on the network in parallel, and pauses before a retry.
public interface Calls {
    /// Calls `what` with each element, at most `width` in parallel. All calls have ended when this
    /// returns.
    ///
    /// @throws RuntimeException the first exception that a call threw; further ones are suppressed
    ///   in it
    <T> void forEach(List<T> each, int width, Consumer<T> what);

    /// Waits for up to this long before a retry, so that calls that failed together are not retried
    /// together.
    void pause(Duration max);
}
