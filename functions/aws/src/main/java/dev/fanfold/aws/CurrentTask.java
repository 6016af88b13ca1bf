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
    private volatile boolean over;

    private CurrentTask(String name) {
        this.name = name;
    }

    /// What the current thread works on, such as `job 5d41... task 7`; empty if that is not known.
    public static Optional<String> current() {
        return Optional.ofNullable(CURRENT.get())
                .filter(currentTask -> !currentTask.over)
                .map(CurrentTask::name);
    }

    private String name() {
        return name;
    }

    static <T> T during(String name, Callable<T> call) throws Exception {
        CurrentTask currentTask = new CurrentTask(name);
        CurrentTask before = CURRENT.get();
        CURRENT.set(currentTask);
        try {
            return call.call();
        } finally {
            currentTask.over = true;
            CURRENT.set(before);
        }
    }
}
