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
import dev.fanfold.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
                    return new Result(same.aside(), 0, accumulator(job));
                }
                case Folded.Changed changed -> {
                    Accumulator after = changed.after(bytes -> stored(now, bytes));
                    if (jobs.replace(after)) {
                        int settled = settledTasks(after) - settledTasks(now);
                        return new Result(changed.aside(), settled, after);
                    }
                }
            }
        }
    }

    /// Folds everything that was ever reported of the job, whatever the stream delivered.
    Result foldTable(Job job) {
        TaskSet done = accumulator(job).done();
        var outcomes = new ArrayList<Outcome>();
        // What is folded is left out at once: a job's reports together may not fit into memory.
        try (Stream<Report> reports = ports.reports().of(job.id())) {
            reports.flatMap(report -> report.outcomes().stream())
                    .filter(outcome -> !done.holdsAll(outcome.tasks()))
                    .forEach(outcomes::add);
        }
        return fold(job, outcomes);
    }

    /// Seals the accumulator unless it is sealed.
    ///
    /// @return the seal that it has in the job's epoch, none when it is of another one
    Optional<Seal> seal(Job job, Seal seal) {
        while (true) {
            Accumulator now = accumulator(job);
            if (now.epoch() != job.epoch()) {
                return Optional.empty();
            }
            if (now.isSealed()) {
                return Optional.ofNullable(now.seal());
            }
            if (jobs.replace(now.sealed(seal))) {
                return Optional.of(seal);
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
            seal(job, new Seal.Failed(e.reason(), Failures.noted(e.thrown())));
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
    /// @param now the accumulator as it stands
    record Result(TaskSet aside, int settled, Accumulator now) {
        /// Whether there is anything to decide: while tasks are missing and none is lost, a job
        /// only goes on.
        boolean mayEnd() {
            return now.isSealed() || now.isComplete() || !now.losses().isEmpty();
        }
    }
}
