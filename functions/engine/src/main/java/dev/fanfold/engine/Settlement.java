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
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Completes a job if it can be completed.
///
/// Every writer calls this; the result depends only on stored state.
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
            // A Done in the table beats a Lost. If there are losses, all reports are folded first.
            boolean moreWasReported =
                    !accumulator.losses().isEmpty()
                            && accumulatorWriter.foldTable(job).settled()
                                            + changed(job, accumulator)
                                    > 0;
            if (!moreWasReported && accumulatorWriter.seal(accumulator, decided.get())) {
                follow(job, decided.get());
                return;
            }
            job = jobs.job(id).orElseThrow();
        }
    }

    // If a lost task is done after all, the number of settled tasks is the same, but the version
    // changes.
    private int changed(Job job, Accumulator before) {
        return accumulatorWriter.accumulator(job).version() == before.version() ? 0 : 1;
    }

    private void follow(Job job, Seal seal) {
        switch (seal) {
            case Seal.Complete _, Seal.Rejected _ -> finish(job);
            case Seal.Failed failed -> fail(job, failed.reason(), failed.trace());
            case Seal.Cancelled _ -> move(job, now -> now.cancelled(clock.instant()));
        }
    }

    // The message is sent before the row is written. If a function crashes in between, its event
    // is retried and gets here again, and the message itself also moves the row. A dispatcher that
    // has not written its last cursor yet settles after it has.
    private void finish(Job job) {
        if (job.state() == State.RUNNING) {
            sendFinish(job);
            finishing(job);
        }
    }

    /// Moves a job with a complete fold to FINISHING, unless it is there already.
    ///
    /// @return its row; empty if the job has ended or is in another epoch
    Optional<Job> finishing(Job job) {
        Job now =
                writes.job(
                                job,
                                row ->
                                        row.state() == State.RUNNING && row.epoch() == job.epoch()
                                                ? Optional.of(row.folded(clock.instant()))
                                                : Optional.empty())
                        .now();
        boolean isFinishing = now.state() == State.FINISHING && now.epoch() == job.epoch();
        return isFinishing ? Optional.of(now) : Optional.empty();
    }

    /// Sends the message that makes the answer.
    void sendFinish(Job job) {
        queues.queueFor(job).send(List.of(new WorkMessage.Finish(job.id(), job.epoch(), 1, 0)));
    }

    /// Fails the job in this epoch, from any open state.
    void fail(Job job, Reason reason) {
        fail(job, reason, null);
    }

    /// Fails the job as [#fail(Job, Reason)] does.
    ///
    /// @param trace the trace of what was thrown, null if nothing was thrown
    void fail(Job job, Reason reason, @Nullable Trace trace) {
        move(job, now -> now.failed(reason, trace, clock.instant()));
    }

    /// Moves an open job of this epoch.
    ///
    /// If the row was written since it was read, tries again with the new row.
    ///
    /// @return whether this call moved it
    boolean move(Job job, Function<Job, Job> way) {
        return move(job, Job::isOpen, way);
    }

    /// Moves a FINISHING job of this epoch, as [#move(Job, Function)] does.
    boolean answer(Job job, Function<Job, Job> way) {
        return move(job, now -> now.state() == State.FINISHING, way);
    }

    private boolean move(Job job, Predicate<Job> may, Function<Job, Job> way) {
        Update<Job> moved =
                writes.job(
                        job,
                        now ->
                                may.test(now) && now.epoch() == job.epoch()
                                        ? Optional.of(way.apply(now))
                                        : Optional.empty());
        if (moved.written()) {
            Counters.written(moved.now());
        }
        return moved.written();
    }
}
