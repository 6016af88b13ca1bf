package dev.fanfold.engine.port;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/// Runs tasks in parallel.
public interface TaskExecutor {
    /// Runs all tasks and waits for them. Returns their results in the order of the tasks.
    ///
    /// When this method returns, every started task has ended. If a stopped task does not end, this
    /// method throws an [Error], so that the environment ends.
    <T> List<Execution<T>> run(List<Callable<T>> tasks, Limits limits);

    /// The number of vCPUs.
    int processors();

    /// A task with a name. The name labels what the task prints.
    record NamedCall<T>(String name, Callable<T> body) implements Callable<T> {
        @Override
        public T call() throws Exception {
            return body.call();
        }
    }

    /// The limits of a call of [#run].
    ///
    /// @param width the maximum number of tasks in parallel
    /// @param timeout the time after which a task is stopped
    /// @param left the time that the invocation has left
    /// @param reserve if less time than this is left, no task is started and running tasks are
    ///   stopped
    record Limits(int width, Duration timeout, TimeLeft left, Duration reserve) {}

    /// The result of one task.
    sealed interface Execution<T> {
        /// The task returned a value.
        ///
        /// @param millis how long it ran, in milliseconds
        record Returned<T>(T value, long millis) implements Execution<T> {}

        /// The task threw an exception or an error.
        record Threw<T>(Throwable cause) implements Execution<T> {}

        /// The task was stopped at a time limit.
        ///
        /// @param after the time limit
        record Stopped<T>(Duration after) implements Execution<T> {}

        /// The task was not started, because the [Limits] did not allow it.
        record NotStarted<T>() implements Execution<T> {}
    }
}
