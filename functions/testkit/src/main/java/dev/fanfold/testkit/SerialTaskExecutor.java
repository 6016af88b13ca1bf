package dev.fanfold.testkit;

import dev.fanfold.engine.port.TaskExecutor;
import java.util.List;
import java.util.concurrent.Callable;

/// Runs tasks one after another on the caller's thread.
public final class SerialTaskExecutor implements TaskExecutor {
    @Override
    public <T> List<Execution<T>> run(List<Callable<T>> tasks, Limits limits) {
        return tasks.stream().map(task -> run(task, limits)).toList();
    }

    // Every throwable is the result of its task, because the engine distinguishes the kinds.
    private static <T> Execution<T> run(Callable<T> task, Limits limits) {
        if (!limits.left().allows(limits.reserve())) {
            return new Execution.NotStarted<>();
        }
        try {
            return new Execution.Returned<>(task.call(), 1);
        } catch (Throwable e) {
            return new Execution.Threw<>(e);
        }
    }

    @Override
    public int processors() {
        return 1;
    }
}
