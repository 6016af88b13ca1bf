package dev.fanfold.engine;

import dev.fanfold.engine.ConditionalWrites.Update;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.fold.Seal;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.Trace;
import dev.fanfold.engine.port.JobStore;
import dev.fanfold.engine.port.WorkMessage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Ends the round of a job if it can be ended.
///
/// Every function that folds outcomes or sends the last tasks calls this. The result depends only
/// on stored state.
final class Settlement {
    private final JobStore jobs;
    private final ConditionalWrites writes;
    private final JobQueues queues;
    private final InstantSource clock;
    private final AccumulatorWriter accumulatorWriter;
    private final Verdict verdict;

    Settlement(
            JobStore jobs,
            JobQueues queues,
            InstantSource clock,
            AccumulatorWriter accumulatorWriter,
            Verdict verdict) {
        this.jobs = jobs;
        this.writes = new ConditionalWrites(jobs);
        this.queues = queues;
        this.clock = clock;
        this.accumulatorWriter = accumulatorWriter;
        this.verdict = verdict;
    }

    /// Seals the job's accumulator if a verdict is due, and updates the row to match.
    ///
    /// If the accumulator is sealed already, only updates the row, because the function that sealed
    /// it may have crashed before it updated the row.
    ///
    /// @throws IllegalStateException if there is no such job
    void settle(JobId id) {
        Job job = jobs.job(id).orElseThrow(() -> new IllegalStateException("no job " + id));
        while (job.state() == State.RUNNING || job.state() == State.DISPATCHING) {
            Accumulator accumulator = accumulatorWriter.accumulator(job);
            if (accumulator.epoch() != job.epoch()) {
                return; // a redrive is in progress; the function that opens the accumulator settles
            }
            Seal seal = accumulator.seal();
            if (seal != null) {
                follow(job, seal);
                return;
            }
            Optional<Seal> decided = verdict.decide(job, accumulator);
            if (decided.isEmpty()) {
                return;
            }
            // A task that was reported both as lost and as done is done. So if there are losses,
            // all reports are folded before the verdict counts.
            boolean hasChanged =
                    !accumulator.losses().isEmpty() && foldTableChanges(job, accumulator);
            if (!hasChanged && accumulatorWriter.seal(accumulator, decided.get())) {
                follow(job, decided.get());
                return;
            }
            job = jobs.job(id).orElseThrow();
        }
    }

    // Folds all reports. The versions are compared, because the number of folded tasks stays the
    // same if a lost task becomes a done task.
    private boolean foldTableChanges(Job job, Accumulator before) {
        accumulatorWriter.foldTable(job);
        return accumulatorWriter.accumulator(job).version() != before.version();
    }

    private void follow(Job job, Seal seal) {
        switch (seal) {
            case Seal.Complete _, Seal.Rejected _ -> startFinish(job);
            case Seal.Failed failed -> fail(job, failed.reason(), failed.trace());
            case Seal.Cancelled _ -> update(job, now -> now.cancelled(clock.instant()));
        }
    }

    // The message is sent before the row is written. If the function crashes between the two, its
    // event is retried, and the worker that receives the message also moves the row. If the row was
    // read before the job was RUNNING, the function that sealed the accumulator sends the message.
    private void startFinish(Job job) {
        if (job.state() == State.RUNNING) {
            sendFinish(job);
            moveToFinishing(job);
        }
    }

    /// Moves a RUNNING job to FINISHING, unless it is FINISHING already.
    ///
    /// The caller must know that the accumulator is sealed as complete.
    ///
    /// @return the FINISHING row; empty if the row is in another state, round or epoch
    Optional<Job> moveToFinishing(Job job) {
        Job now =
                writes.updateJob(
                                job,
                                row ->
                                        row.state() == State.RUNNING && row.isInEpochOf(job)
                                                ? Optional.of(row.folded(clock.instant()))
                                                : Optional.empty())
                        .now();
        boolean isFinishing = now.state() == State.FINISHING && now.isInEpochOf(job);
        return isFinishing ? Optional.of(now) : Optional.empty();
    }

    /// Sends the message that finishes the round.
    void sendFinish(Job job) {
        queues.queueFor(job)
                .send(
                        List.of(
                                new WorkMessage.Finish(
                                        job.id(), job.round().number(), job.epoch(), 1, 0)));
    }

    /// Fails the job, if it is open and still in the round and epoch of the row `job`.
    void fail(Job job, Reason reason) {
        fail(job, reason, null);
    }

    /// Fails the job as [#fail(Job, Reason)] does.
    ///
    /// @param trace the trace of what was thrown, null if nothing was thrown
    void fail(Job job, Reason reason, @Nullable Trace trace) {
        update(job, now -> now.failed(reason, trace, clock.instant()));
    }

    /// Updates the row of an open job, if the row is still in the round and epoch of `job`.
    ///
    /// If another writer changed the row since it was read, updates the new row instead.
    ///
    /// @return whether the row was updated, by this call or by an equal one
    boolean update(Job job, Function<Job, Job> change) {
        return update(job, Job::isOpen, change);
    }

    /// Updates the row of a FINISHING job, as [#update(Job, Function)] does.
    ///
    /// @param change makes the new row from the stored one and the time
    boolean conclude(Job job, BiFunction<Job, Instant, Job> change) {
        return update(
                job,
                now -> now.state() == State.FINISHING,
                now -> change.apply(now, clock.instant()));
    }

    private boolean update(Job job, Predicate<Job> condition, Function<Job, Job> change) {
        Update<Job> update =
                writes.updateJob(
                        job,
                        now ->
                                condition.test(now) && now.isInEpochOf(job)
                                        ? Optional.of(change.apply(now))
                                        : Optional.empty());
        if (update.written()) {
            Counters.noteWritten(update.now());
        }
        return update.written();
    }
}
