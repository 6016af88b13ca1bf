package dev.fanfold.testing;

import dev.fanfold.workload.Codec;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Work;
import dev.fanfold.workload.Workload;
import dev.fanfold.workload.read.Lines;

/// The workload with a native program of docs/writing-a-workload.md: its light half.
public final class Probes implements Workload<Long> {
    @Override
    public Definition definition() {
        return Definition.of("probes", "Adds up what a program finds in lines.").reading();
    }

    @Override
    public Plan plan(Planning job) {
        return Lines.plan(job);
    }

    @Override
    public Long empty() {
        return 0L;
    }

    @Override
    public Long merge(Long left, Long right) {
        return Math.addExact(left, right);
    }

    @Override
    public Codec<Long> codec() {
        return Codec.longs();
    }

    @Override
    public Work<Long> open(Resources resources) {
        return new ProbingWork(resources);
    }
}
