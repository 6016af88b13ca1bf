package dev.fanfold.engine.port;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/// Those who run tasks at once. Nothing they start outlives the call.
public interface TaskExecutor {
    /// Runs all and waits for all; what became of each, in the order given.
    ///
    /// @param terms what they run under
    <T> List<Execution<T>> run(List<Callable<T>> tasks, Limits limits);

    /// How many threads it can really run at once: the vCPUs.
    int processors();

    /// A call with a name, under which what it prints is shown.
    record NamedCall<T>(String name, Callable<T> body) implements Callable<T> {
        @Override
        public T call() throws Exception {
            return body.call();
        }
    }

    /// What a call runs under.
    ///
    /// @param width most tasks at once
    /// @param timeout a task that runs longer is stopped
    /// @param reserve time that must be left for a task to be started or go on
    record Limits(int width, Duration timeout, TimeLeft left, Duration reserve) {}

    /// What became of one task.
    sealed interface Execution<T> {
        /// It returned.
        record Returned<T>(T value, long millis) implements Execution<T> {}

        /// It threw.
        record Threw<T>(Throwable cause) implements Execution<T> {}

        /// It was stopped at its time limit.
        record Stopped<T>(Duration after) implements Execution<T> {}

        /// There was no time left to start it.
        record NotStarted<T>() implements Execution<T> {}
    }
}
