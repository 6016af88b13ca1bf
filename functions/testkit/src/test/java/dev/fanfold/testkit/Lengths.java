package dev.fanfold.testkit;

import dev.fanfold.engine.plan.Plan;
import dev.fanfold.engine.work.Definition;
import dev.fanfold.engine.work.Finishing;
import dev.fanfold.engine.work.JsonLines;
import dev.fanfold.engine.work.Planning;
import dev.fanfold.engine.work.Summing;
import dev.fanfold.engine.work.Task;
import dev.fanfold.engine.work.Worked;
import java.io.IOException;

/// A workload over a list of items: how long they are together.
class Lengths implements Summing {
    @Override
    public Definition definition() {
        return Definition.of("lengths", "Adds up lengths of items.")
                .with("each", "items in a task", "3")
                .reading("give another list");
    }

    @Override
    public Plan plan(Planning job) throws IOException {
        return JsonLines.plan(job, job.settings().number("each"));
    }

    @Override
    public Worked<Long> work(Task task) throws IOException {
        return Worked.all(task, JsonLines.items(task).stream().mapToLong(String::length).sum());
    }

    @Override
    public String finish(Long total, Finishing job) {
        return total.toString();
    }
}
