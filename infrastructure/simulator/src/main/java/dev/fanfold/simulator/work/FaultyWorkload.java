package dev.fanfold.simulator.work;

import dev.fanfold.workload.Codec;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Table;
import dev.fanfold.workload.Work;
import dev.fanfold.workload.Work.Finished.Next;
import dev.fanfold.workload.Workload;
import java.util.Optional;
import java.util.function.Supplier;

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
    public Optional<String> progress(Supplier<P> total, Finishing job) {
        return workload.progress(total, job);
    }

    @Override
    public Optional<Table> table(P total, Finishing job) {
        return workload.table(total, job);
    }

    // Only the redrive of a workload that starts a further round can fail. For other workloads no
    // random number is drawn, so the runs of a seed stay as they were before redrives could fail.
    @Override
    public Optional<Next> redrive(P total, Finishing job) throws Exception {
        Optional<Next> own = recorder.own("redrive", () -> workload.redrive(total, job));
        if (own.isPresent()) {
            recorder.failIf("redrive");
        }
        return own.map(next -> FaultyWork.varied(next, recorder, job));
    }

    @Override
    public Work<P> open(Resources resources) throws Exception {
        return new FaultyWork<>(
                recorder.own("open", () -> workload.open(resources)),
                recorder,
                workload.definition().taskTimeout());
    }
}
