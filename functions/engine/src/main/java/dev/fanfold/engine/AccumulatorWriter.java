package dev.fanfold.engine;

import dev.fanfold.engine.ConditionalWrites.Update;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.fold.Fold;
import dev.fanfold.engine.fold.FoldResult;
import dev.fanfold.engine.fold.MergeFailedException;
import dev.fanfold.engine.fold.Seal;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.port.JobStore;
import dev.fanfold.engine.port.ReportLog;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Folds, seals and reopens accumulators, each with one conditional put.
final class AccumulatorWriter {
    private final JobStore jobs;
    private final ConditionalWrites writes;
    private final ReportLog reports;
    private final Workloads workloads;
    private final Payloads payloads;
    private final Keys keys;

    AccumulatorWriter(
            JobStore jobs, ReportLog reports, Workloads workloads, Payloads payloads, Keys keys) {
        this.jobs = jobs;
        this.writes = new ConditionalWrites(jobs);
        this.reports = reports;
        this.workloads = workloads;
        this.payloads = payloads;
        this.keys = keys;
    }

    /// Folds these outcomes of the job.
    ///
    /// @return the result, with the tasks to resend because their group overlaps in part with what
    ///   is folded
    Result fold(Job job, List<Outcome> outcomes) {
        var next = new Next(job, outcomes);
        Update<Accumulator> update = writes.accumulator(accumulator(job), next);
        return update.written()
                ? new Result(
                        next.aside,
                        settledTasks(update.now()) - settledTasks(update.before()),
                        update.now())
                : new Result(next.aside, 0, accumulator(job));
    }

    /// Folds these outcomes into the stored accumulator.
    private final class Next implements Function<Accumulator, Optional<Accumulator>> {
        private final Job job;
        private final List<Outcome> outcomes;
        private TaskSet aside = TaskSet.NONE;

        Next(Job job, List<Outcome> outcomes) {
            this.job = job;
            this.outcomes = outcomes;
        }

        @Override
        public Optional<Accumulator> apply(Accumulator now) {
            FoldResult foldResult = folded(job, now, outcomes);
            aside = foldResult.aside();
            return switch (foldResult) {
                case FoldResult.Unchanged _ -> Optional.empty();
                case FoldResult.Changed changed ->
                        Optional.of(changed.after(bytes -> stored(now, bytes)));
            };
        }
    }

    /// Folds all reports of the job in the table. The stream may have missed some.
    Result foldTable(Job job) {
        TaskSet done = accumulator(job).done();
        var outcomes = new ArrayList<Outcome>();
        // Folded outcomes are dropped here, because all reports of a job may not fit into memory.
        try (Stream<Report> all = reports.findAll(job.id())) {
            all.flatMap(report -> report.outcomes().stream())
                    .filter(outcome -> !done.holdsAll(outcome.tasks()))
                    .forEach(outcomes::add);
        }
        return fold(job, outcomes);
    }

    /// Seals the accumulator unless it is sealed.
    ///
    /// @return its seal in the job's epoch; empty if the accumulator is of another epoch
    Optional<Seal> seal(Job job, Seal seal) {
        Accumulator sealed =
                writes.accumulator(
                                accumulator(job),
                                now ->
                                        isOpen(now, job)
                                                ? Optional.of(now.sealed(seal))
                                                : Optional.empty())
                        .now();
        return sealed.epoch() == job.epoch()
                ? Optional.ofNullable(sealed.seal())
                : Optional.empty();
    }

    private static boolean isOpen(Accumulator accumulator, Job job) {
        return accumulator.epoch() == job.epoch() && !accumulator.isSealed();
    }

    /// Seals the accumulator unless it was written since it was read.
    ///
    /// @return whether this call sealed it
    boolean seal(Accumulator read, Seal seal) {
        return writes.once(read, read.sealed(seal));
    }

    /// Opens the accumulator for the job's epoch if it is still of an earlier one.
    ///
    /// @return whether it was of an earlier one
    boolean reopen(Job job) {
        Accumulator accumulator = accumulator(job);
        boolean closed = accumulator.epoch() < job.epoch();
        if (closed) {
            writes.once(accumulator, accumulator.reopened(job.epoch()));
        }
        return closed;
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

    private FoldResult folded(Job job, Accumulator now, List<Outcome> outcomes) {
        Workload<?> workload = workloads.find(job.request().workload());
        try {
            return Fold.fold(workload, payloads::load, now, outcomes);
        } catch (MergeFailedException e) {
            seal(job, new Seal.Failed(e.reason(), Failures.noted(e.thrown())));
            return new FoldResult.Unchanged(TaskSet.NONE);
        }
    }

    private Payload stored(Accumulator now, byte[] bytes) {
        return payloads.store(
                bytes, Payloads.INLINE_VALUE, keys.value(now.job(), now.version() + 1));
    }

    private static int settledTasks(Accumulator accumulator) {
        return accumulator.done().size() + accumulator.losses().tasks().size();
    }

    /// The result of a fold.
    ///
    /// @param aside tasks to resend
    /// @param settled tasks that are done or lost now and were not before
    /// @param now the accumulator after the fold
    record Result(TaskSet aside, int settled, Accumulator now) {
        /// Whether the job may end.
        ///
        /// It cannot end while tasks are missing and none is lost.
        boolean mayEnd() {
            return now.isSealed() || now.isComplete() || !now.losses().isEmpty();
        }
    }
}
