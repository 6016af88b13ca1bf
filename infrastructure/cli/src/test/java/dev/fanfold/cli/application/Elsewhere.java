package dev.fanfold.cli.application;

import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;

/// A workload of the pool `second`, which Fanfold's own template does not deploy.
public final class Elsewhere implements Summing {
    @Override
    public Definition definition() {
        return Definition.of("elsewhere", "Counts seven tasks in another pool.").in("second");
    }

    @Override
    public Plan plan(Planning job) {
        return Plan.numbers(0, 7, 1);
    }

    @Override
    public TaskResult<Long> work(Task task) {
        return TaskResult.all(task, 1L);
    }

    @Override
    public Finished finish(Long total, Finishing job) {
        return Finished.done("{\"tasks\":" + total + "}");
    }
}
