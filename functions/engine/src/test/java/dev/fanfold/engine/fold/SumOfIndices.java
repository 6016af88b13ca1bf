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
    /// A partial result for which the merge returns null.
    static final long MERGES_TO_NULL = -2;

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
    @SuppressWarnings("NullAway") // workloads may be compiled without a checker
    public Long merge(Long left, Long right) {
        if (right == MERGES_TO_NULL) {
            return null;
        }
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
