package dev.fanfold.engine;

import dev.fanfold.engine.ConditionalWrites.Update;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.fold.Fold;
import dev.fanfold.engine.fold.FoldResult;
import dev.fanfold.engine.fold.MergeFailedException;
import dev.fanfold.engine.fold.OutputTokens;
import dev.fanfold.engine.fold.Seal;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.outcome.WrittenOutputs;
import dev.fanfold.engine.port.JobStore;
import dev.fanfold.engine.port.ReportLog;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Creates, seals and reopens accumulators and folds outcomes into them, each with one conditional
/// put.
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

    /// Folds these outcomes into the accumulator of the job's round.
    Result fold(Job job, List<Outcome> outcomes) {
        var folding = new Folding(job, outcomes);
        Update<Accumulator> update = writes.updateAccumulator(accumulator(job), folding);
        return update.written()
                ? new Result(
                        folding.aside,
                        foldedTasks(update.now()) - foldedTasks(update.before()),
                        update.now())
                // Read again: if the workload cannot merge, the accumulator was sealed as failed.
                : new Result(folding.aside, 0, accumulator(job));
    }

    /// An update that folds outcomes.
    ///
    /// If another writer changes the accumulator, the update is applied again to the new one.
    private final class Folding implements Function<Accumulator, Optional<Accumulator>> {
        private final Job job;
        private final List<Outcome> outcomes;
        private TaskSet aside = TaskSet.NONE;

        Folding(Job job, List<Outcome> outcomes) {
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
                        Optional.of(
                                changed.after(
                                        bytes -> stored(job, now, bytes),
                                        withTokens(now, changed.written())));
            };
        }
    }

    /// Folds all reports of the job's round that are in the table, because the stream may not have
    /// delivered some of them.
    Result foldTable(Job job) {
        TaskSet done = accumulator(job).done();
        var outcomes = new ArrayList<Outcome>();
        // Outcomes of done tasks are dropped here, because all outcomes of a round may not fit into
        // memory.
        try (Stream<Report> all = reports.findAll(job.id(), job.round().number())) {
            all.flatMap(report -> report.outcomes().stream())
                    .filter(outcome -> !done.holdsAll(outcome.tasks()))
                    .forEach(outcomes::add);
        }
        return fold(job, outcomes);
    }

    /// Seals the accumulator unless it is sealed already or is of another epoch than the job.
    ///
    /// @return the accumulator's seal; empty if the accumulator is of another epoch
    Optional<Seal> seal(Job job, Seal seal) {
        Accumulator sealed =
                writes.updateAccumulator(
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

    /// Seals the accumulator unless another writer changed it since it was read.
    ///
    /// @return whether it has this seal, by this call or by an equal one
    boolean seal(Accumulator accumulator, Seal seal) {
        return writes.replaceIfUnchanged(accumulator, accumulator.sealed(seal));
    }

    /// Creates the accumulator of the job's round, unless the round has one of the job's epoch.
    ///
    /// If the round has an accumulator of an earlier epoch, the job failed in that epoch before the
    /// row got its plan. No task of that epoch was sent, so the accumulator is moved to the job's
    /// epoch and may get another number of tasks.
    ///
    /// @param empty the encoded partial result of no task
    void create(Job job, int tasks, byte[] empty) {
        var created = Accumulator.empty(job.id(), job.round().number(), tasks, job.epoch(), empty);
        if (!jobs.create(created) && job.epoch() > 0) {
            Accumulator stored = accumulator(job);
            if (stored.epoch() < job.epoch()) {
                writes.replaceIfUnchanged(stored, stored.replanned(tasks, job.epoch()));
            }
        }
    }

    /// Opens the accumulator for the job's epoch if it is still of an earlier epoch.
    ///
    /// @return whether it was of an earlier epoch
    boolean reopen(Job job) {
        Accumulator accumulator = accumulator(job);
        boolean isEarlier = accumulator.epoch() < job.epoch();
        if (isEarlier) {
            writes.replaceIfUnchanged(accumulator, accumulator.reopened(job.epoch()));
        }
        return isEarlier;
    }

    /// The accumulator of the job's round.
    Accumulator accumulator(Job job) {
        return jobs.accumulator(job.id(), job.round().number())
                .orElseThrow(() ->
                        new IllegalStateException(
                                "job "
                                        + job.id()
                                        + " is "
                                        + job.state()
                                        + " and has no accumulator"));
    }

    // If the workload cannot merge these outcomes, seals the accumulator as failed.
    private FoldResult folded(Job job, Accumulator now, List<Outcome> outcomes) {
        Workload<?> workload = workloads.find(job.request().workload());
        try {
            return Fold.fold(workload, payloads::load, now, outcomes);
        } catch (MergeFailedException e) {
            seal(job, new Seal.Failed(e.reason(), Failures.note(e.thrown())));
            return new FoldResult.Unchanged(TaskSet.NONE);
        }
    }

    private Payload stored(Job job, Accumulator now, byte[] bytes) {
        return payloads.store(
                bytes, Payloads.MAX_INLINE_VALUE, keys.newValueKey(job, now.version() + 1));
    }

    // The chunks are stored before the accumulator that refers to them.
    private OutputTokens withTokens(Accumulator now, List<WrittenOutputs> written) {
        return now.outputs()
                .plus(
                        written,
                        payloads::load,
                        bytes ->
                                payloads.spill(
                                        bytes,
                                        hash -> OutputTokens.key(now.job(), now.round(), hash)));
    }

    private static int foldedTasks(Accumulator accumulator) {
        return accumulator.done().size() + accumulator.losses().tasks().size();
    }

    /// The result of a fold.
    ///
    /// @param aside the tasks to resend ([FoldResult#aside])
    /// @param added how many tasks are done or lost now and were neither before
    /// @param now the accumulator after the fold
    record Result(TaskSet aside, int added, Accumulator now) {
        /// Whether a verdict may be due. While tasks are missing and no task is lost, no verdict is
        /// due.
        boolean mayEnd() {
            return now.isSealed() || now.isComplete() || !now.losses().isEmpty();
        }
    }
}
