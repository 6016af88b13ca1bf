package dev.fanfold.testing;

import dev.fanfold.workload.Codec;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.PlainWorkload;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;

/// A workload that keeps all laws. Tests override methods to break one.
class Totals implements PlainWorkload<Long> {
    private final Codec<Long> codec;

    Totals() {
        this(Codec.longs());
    }

    Totals(Codec<Long> codec) {
        this.codec = codec;
    }

    @Override
    public Definition definition() {
        return Definition.of("totals", "Adds something up.").with("below", "up to here");
    }

    @Override
    public Plan plan(Planning job) {
        return Plan.numbers(0, job.settings().number("below"), 10);
    }

    @Override
    public TaskResult<Long> work(Task task) {
        return TaskResult.all(task, value(task.index()));
    }

    /// The partial result of a task.
    long value(long index) {
        return 1_000 + index * index;
    }

    @Override
    public Long empty() {
        return 0L;
    }

    @Override
    public Long merge(Long left, Long right) {
        return left + right;
    }

    @Override
    public Codec<Long> codec() {
        return codec;
    }

    @Override
    public Finished finish(Long total, Finishing job) {
        return Finished.done("{\"total\": " + total + "}");
    }
}
