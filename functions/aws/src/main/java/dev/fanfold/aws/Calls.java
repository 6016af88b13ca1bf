package dev.fanfold.aws;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// Runs calls of services in parallel, and pauses before a retry.
public interface Calls {
    /// Calls `call` with each argument, with at most `width` calls in parallel. All calls have
    /// ended when this method returns or throws.
    ///
    /// @throws RuntimeException the exception of the first call in the list that threw; the
    ///   exceptions of the other calls are suppressed in it
    <T> void forEach(List<T> arguments, int width, Consumer<T> call);

    /// Waits for a random time of at most `max`, so that calls that failed together are not retried
    /// together.
    void pause(Duration max);
}
