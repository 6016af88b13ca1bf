package dev.fanfold.testing;

import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.io.IOException;

/// A workload of ten tasks. The first one always fails.
public final class Losing implements Summing {
    @Override
    public Definition definition() {
        return Definition.of("losing", "Loses its first task.")
                .with("retried", "whether the failure is transient", "false");
    }

    @Override
    public Plan plan(Planning job) {
        return Plan.numbers(0, 10, 1);
    }

    @Override
    public TaskResult<Long> work(Task task) throws IOException {
        if (task.index() == 0 && task.settings().flag("retried", false)) {
            throw new IOException("not this time");
        }
        if (task.index() == 0) {
            throw new PermanentFailureException("never");
        }
        return TaskResult.all(task, 1L);
    }

    @Override
    public Finished finish(Long total, Finishing job) {
        return Finished.done("{\"tasks\": " + total + "}");
    }
}
