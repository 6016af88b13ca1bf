package dev.fanfold.testkit;

import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.read.JsonLines;
import java.io.IOException;

/// A workload over a list of items: sums up their lengths.
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
    public TaskResult<Long> work(Task task) throws IOException {
        return TaskResult.all(task, JsonLines.items(task).stream().mapToLong(String::length).sum());
    }

    @Override
    public Finished finish(Long total, Finishing job) {
        return Finished.done(total.toString());
    }
}
