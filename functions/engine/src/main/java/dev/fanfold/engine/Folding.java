package dev.fanfold.engine;

import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.fold.Fold;
import dev.fanfold.engine.fold.Folded;
import dev.fanfold.engine.fold.MergeFailed;
import dev.fanfold.engine.fold.Seal;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.port.JobStore;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.engine.work.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Writes folds: load, fold, one conditional put; and again from the start when somebody else was
/// faster.
final class Folding {
    private final Ports ports;
    private final JobStore jobs;
    private final Payloads payloads;
    private final Keys keys;

    Folding(Ports ports) {
        this.ports = ports;
        this.jobs = ports.jobs();
        this.payloads = new Payloads(ports.blobs());
        this.keys = new Keys(ports.random());
    }

    /// Folds these outcomes of the job.
    ///
    /// @return the tasks that a partly overlapping group leaves to be sent again
    Result fold(Job job, List<Outcome> outcomes) {
        while (true) {
            Accumulator now = accumulator(job);
            switch (folded(job, now, outcomes)) {
                case Folded.Unchanged same -> {
                    return new Result(same.aside(), 0);
                }
                case Folded.Changed changed -> {
                    Accumulator after = changed.after(bytes -> stored(now, bytes));
                    if (jobs.replace(after)) {
                        return new Result(changed.aside(), settledTasks(after) - settledTasks(now));
                    }
                }
            }
        }
    }

    /// Folds everything that was ever reported of the job, whatever the stream delivered.
    Result foldTable(Job job) {
        var outcomes = new ArrayList<Outcome>();
        try (Stream<Report> reports = ports.reports().of(job.id())) {
            reports.forEach(report -> outcomes.addAll(report.outcomes()));
        }
        return fold(job, outcomes);
    }

    /// Seals the accumulator unless it is sealed.
    ///
    /// @return the seal that it has
    Seal seal(Job job, Seal seal) {
        while (true) {
            Accumulator now = accumulator(job);
            Seal there = now.seal();
            if (there != null) {
                return there;
            }
            if (jobs.replace(now.sealed(seal))) {
                return seal;
            }
        }
    }

    Accumulator accumulator(Job job) {
        return jobs.accumulator(job.id())
                .orElseThrow(() ->
                        new IllegalStateException(
                                "job "
                                        + job.id()
                                        + " is "
                                        + job.state()
                                        + " and has no accumulator"));
    }

    private Folded folded(Job job, Accumulator now, List<Outcome> outcomes) {
        Workload<?> workload = ports.workloads().find(job.request().workload());
        try {
            return Fold.fold(workload, payloads::load, now, outcomes);
        } catch (MergeFailed e) {
            seal(job, new Seal.Failed(e.reason()));
            return new Folded.Unchanged(TaskSet.NONE);
        }
    }

    private dev.fanfold.engine.outcome.Payload stored(Accumulator now, byte[] bytes) {
        return payloads.store(
                bytes, Payloads.INLINE_VALUE, keys.value(now.job(), now.version() + 1));
    }

    private static int settledTasks(Accumulator accumulator) {
        return accumulator.done().size() + accumulator.losses().tasks().size();
    }

    /// What a fold came to.
    ///
    /// @param aside tasks to send again
    /// @param settled tasks that are done or lost now and were not before
    record Result(TaskSet aside, int settled) {}
}
