package dev.fanfold.engine.fold;

import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;

/// A workload whose answer shows which tasks were counted, and how often.
final class SumOfIndices implements Summing {
    @Override
    public Definition definition() {
        return Definition.of("sum", "Adds up the squares of its tasks' indices.");
    }

    @Override
    public Plan plan(Planning job) {
        return Plan.numbers(0, 100, 1);
    }

    @Override
    public TaskResult<Long> work(Task task) {
        return TaskResult.all(task, square(task.index()));
    }

    static long square(int index) {
        return (long) index * index;
    }

    @Override
    public Long merge(Long left, Long right) {
        if (right < 0) {
            throw new IllegalArgumentException("cannot merge " + right);
        }
        return Summing.super.merge(left, right);
    }

    @Override
    public Finished finish(Long total, Finishing job) {
        return Finished.done(total.toString());
    }
}
