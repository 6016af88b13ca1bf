package dev.fanfold.testing;

import dev.fanfold.workload.Codec;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Work;
import dev.fanfold.workload.Workload;

/// The workload with a secret of docs/writing-a-workload.md: its light half.
public final class Calls implements Workload<Long> {
    @Override
    public Definition definition() {
        return Definition.of("calls", "Adds up the stock of articles.")
                .with("url", "where the shop's API is")
                .with("articles", "how many articles the shop has");
    }

    @Override
    public Plan plan(Planning job) {
        return Plan.numbers(0, job.settings().number("articles"), 5);
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
        return new CallingWork(resources);
    }
}
