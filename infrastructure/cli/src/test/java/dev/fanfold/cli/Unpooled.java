package dev.fanfold.cli;

import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.read.Lines;

/// Reads an input in a pool that no template deploys.
public final class Unpooled implements Summing {
    @Override
    public Definition definition() {
        return Definition.of("unpooled", "Works in a pool that is not deployed.")
                .reading()
                .in("gpu");
    }

    @Override
    public Plan plan(Planning job) {
        return Lines.plan(job);
    }

    @Override
    public TaskResult<Long> work(Task task) {
        throw new AssertionError("no pool runs this");
    }

    @Override
    public Finished finish(Long total, Finishing job) {
        throw new AssertionError("no pool runs this");
    }
}
