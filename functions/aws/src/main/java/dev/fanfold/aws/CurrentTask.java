package dev.fanfold.aws;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// The task that a thread works on, so that its output can be shown under the task's name. Threads
/// that a task starts inherit it until the task ends.
public final class CurrentTask {
    private static final ThreadLocal<@Nullable CurrentTask> CURRENT =
            new InheritableThreadLocal<>();

    private final String name;
    private volatile boolean hasEnded;

    private CurrentTask(String name) {
        this.name = name;
    }

    /// The name of the task that the current thread works on, such as `job 5d41... task 7`; empty
    /// if it works on none.
    public static Optional<String> current() {
        return Optional.ofNullable(CURRENT.get())
                .filter(currentTask -> !currentTask.hasEnded)
                .map(CurrentTask::name);
    }

    private String name() {
        return name;
    }

    /// Runs the call as a task of this name.
    static <T> T during(String name, Callable<T> call) throws Exception {
        CurrentTask currentTask = new CurrentTask(name);
        CurrentTask previous = CURRENT.get();
        CURRENT.set(currentTask);
        try {
            return call.call();
        } finally {
            currentTask.hasEnded = true;
            CURRENT.set(previous);
        }
    }
}
