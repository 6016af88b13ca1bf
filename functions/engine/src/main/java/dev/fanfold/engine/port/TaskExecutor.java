package dev.fanfold.engine.port;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/// Runs tasks in parallel. No task that it starts outlives the call.
public interface TaskExecutor {
    /// Runs all tasks and waits for them. Returns their results in the given order.
    ///
    /// @param limits the limits they run under
    <T> List<Execution<T>> run(List<Callable<T>> tasks, Limits limits);

    /// How many threads can really run in parallel: the number of vCPUs.
    int processors();

    /// A call with a name. The name labels what the call prints.
    record NamedCall<T>(String name, Callable<T> body) implements Callable<T> {
        @Override
        public T call() throws Exception {
            return body.call();
        }
    }

    /// The limits of a call.
    ///
    /// @param width the maximum number of tasks in parallel
    /// @param timeout a task that runs longer is stopped
    /// @param reserve the time that must be left to start a task or to let it continue
    record Limits(int width, Duration timeout, TimeLeft left, Duration reserve) {}

    /// The result of one task.
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
