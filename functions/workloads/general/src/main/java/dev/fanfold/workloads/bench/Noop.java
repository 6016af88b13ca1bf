package dev.fanfold.workloads.bench;

import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;

/// Tasks that do nothing, so that their only cost is the orchestration.
public final class Noop implements CountedTasks {
    @Override
    public Definition definition() {
        return Definition.of("noop", "Does nothing in many tasks, to measure what a task costs.")
                .with("tasks", "how many tasks");
    }

    @Override
    public TaskResult<Long> work(Task task) {
        return TaskResult.all(task, 1L);
    }
}
