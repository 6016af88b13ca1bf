package dev.fanfold.workloads.bench;

import dev.fanfold.engine.work.Definition;
import dev.fanfold.engine.work.Task;
import dev.fanfold.engine.work.Worked;

/// Tasks that do nothing, so that all they cost is the line's.
public final class Noop implements Counting {
    @Override
    public Definition definition() {
        return Definition.of("noop", "Does nothing, many times: what a task costs.")
                .with("tasks", "how many tasks");
    }

    @Override
    public Worked<Long> work(Task task) {
        return Worked.all(task, 1L);
    }
}
