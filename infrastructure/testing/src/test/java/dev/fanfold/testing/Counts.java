package dev.fanfold.testing;

import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.SummingMap;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.util.HashMap;
import java.util.Map;

/// A workload with a defect: its merge changes the right side.
final class Counts implements SummingMap {
    @Override
    public Definition definition() {
        return Definition.of("counts", "Counts by name.").with("below", "up to here");
    }

    @Override
    public Plan plan(Planning job) {
        return Plan.numbers(0, job.settings().number("below"), 10);
    }

    @Override
    public TaskResult<Map<String, Long>> work(Task task) {
        return TaskResult.all(task, new HashMap<>(Map.of("n" + task.index() % 3, 1L)));
    }

    @Override
    public Map<String, Long> merge(Map<String, Long> left, Map<String, Long> right) {
        left.forEach((name, number) -> right.merge(name, number, Long::sum));
        return right;
    }

    @Override
    public Finished finish(Map<String, Long> total, Finishing job) {
        return Finished.done(
                "{\"total\": " + total.values().stream().mapToLong(Long::longValue).sum() + "}");
    }
}
