package dev.fanfold.cli.application;

import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.io.IOException;

/// A workload with one task that fails.
public final class Poison implements Summing {
    @Override
    public Definition definition() {
        return Definition.of("poison", "Counts ten tasks, of which task 3 fails.")
                .with(
                        "how",
                        "permanent, transient, or once for its first attempt only",
                        "transient");
    }

    @Override
    public Plan plan(Planning job) {
        return Plan.numbers(0, 10, 1);
    }

    @Override
    public TaskResult<Long> work(Task task) throws IOException {
        if (task.index() == 3) {
            String how = task.settings().text("how");
            if (how.equals("permanent")) {
                throw new PermanentFailureException("poison in task 3");
            }
            if (how.equals("transient") || task.attempt() == 1) {
                throw new IOException("attempt " + task.attempt() + " of task 3 was poisoned");
            }
        }
        return TaskResult.all(task, 1L);
    }

    @Override
    public Finished finish(Long total, Finishing job) {
        return Finished.done("{\"tasks\":" + total + "}");
    }
}
