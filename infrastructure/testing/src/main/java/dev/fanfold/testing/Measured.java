package dev.fanfold.testing;

import dev.fanfold.simulator.work.MeasuredWorkload;
import dev.fanfold.workload.Codec;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Table;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.Work;
import dev.fanfold.workload.Work.Finished;
import dev.fanfold.workload.Workload;
import java.util.Optional;
import java.util.function.Supplier;

/// Wraps a workload, and replaces the measured values in its answer by question marks, so that the
/// answers of two runs can be compared.
///
/// @param <P> the workload's partial result
record Measured<P>(Workload<P> workload, MeasuredMembers members) implements MeasuredWorkload<P> {
    @Override
    public Definition definition() {
        return workload.definition();
    }

    @Override
    public Plan plan(Planning job) throws Exception {
        return workload.plan(job);
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

    @Override
    public Optional<Finished.Next> redrive(P total, Finishing job) throws Exception {
        return workload.redrive(total, job);
    }

    @Override
    public Work<P> open(Resources resources) throws Exception {
        Work<P> work = workload.open(resources);
        return new Work<>() {
            @Override
            public TaskResult<P> work(Task task) throws Exception {
                return work.work(task);
            }

            @Override
            public Finished finish(P total, Finishing job) throws Exception {
                return switch (work.finish(total, job)) {
                    case Finished.Done done -> Finished.done(members.without(done.result()));
                    case Finished.Next next -> next;
                };
            }

            @Override
            public void close() {
                work.close();
            }
        };
    }
}
