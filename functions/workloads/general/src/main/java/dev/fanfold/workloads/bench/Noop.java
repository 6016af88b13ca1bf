package dev.fanfold.workloads.bench;

import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;

/// A workload whose tasks do nothing, so that a job shows the cost of Fanfold alone.
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
