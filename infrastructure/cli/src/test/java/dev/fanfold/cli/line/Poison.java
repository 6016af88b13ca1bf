package dev.fanfold.cli.line;

import dev.fanfold.engine.plan.Plan;
import dev.fanfold.engine.work.Definition;
import dev.fanfold.engine.work.Finishing;
import dev.fanfold.engine.work.PermanentFailure;
import dev.fanfold.engine.work.Planning;
import dev.fanfold.engine.work.Summing;
import dev.fanfold.engine.work.Task;
import dev.fanfold.engine.work.Worked;
import java.io.IOException;

/// A workload with one task that never succeeds.
public final class Poison implements Summing {
    @Override
    public Definition definition() {
        return Definition.of("poison", "Counts ten tasks, of which task 3 fails.")
                .with("how", "permanent or transient", "transient");
    }

    @Override
    public Plan plan(Planning job) {
        return Plan.numbers(0, 10, 1);
    }

    @Override
    public Worked<Long> work(Task task) throws IOException {
        if (task.index() == 3) {
            if (task.settings().text("how").equals("permanent")) {
                throw new PermanentFailure("poison in task 3");
            }
            throw new IOException("attempt " + task.attempt() + " of task 3 was poisoned");
        }
        return Worked.all(task, 1L);
    }

    @Override
    public String finish(Long total, Finishing job) {
        return "{\"tasks\":" + total + "}";
    }
}
