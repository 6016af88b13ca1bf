package dev.fanfold.simulator.work;

import dev.fanfold.workload.Codec;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Table;
import dev.fanfold.workload.Work;
import dev.fanfold.workload.Workload;
import java.util.Optional;

/// A workload whose tasks take time and fail as the run decides.
///
/// @param version the version that its definition states
/// @param <P> the workload's partial result
public record FaultyWorkload<P>(Workload<P> workload, Recorder recorder, String version)
        implements Workload<P> {
    @Override
    public Definition definition() {
        return workload.definition().versioned(version);
    }

    @Override
    public Plan plan(Planning job) throws Exception {
        recorder.failIf("plan");
        return recorder.own("plan", () -> workload.plan(job));
    }

    @Override
    public P empty() {
        return workload.empty();
    }

    @Override
    public P merge(P left, P right) {
        return workload.merge(left, right);
    }

    @Override
    public Codec<P> codec() {
        return workload.codec();
    }

    @Override
    public Optional<String> preview(P total, Finishing job) throws Exception {
        return workload.preview(total, job);
    }

    @Override
    public Optional<Table> table(P total, Finishing job) {
        return workload.table(total, job);
    }

    @Override
    public Work<P> open(Resources resources) throws Exception {
        return new FaultyWork<>(
                recorder.own("open", () -> workload.open(resources)),
                recorder,
                workload.definition().taskTimeout());
    }
}
