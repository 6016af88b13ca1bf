package dev.fanfold.engine;

import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import java.time.Instant;
import java.time.InstantSource;

/// Continues a job that a [Redrive] moved back to RUNNING.
final class Reopener {
    private final AccumulatorWriter accumulatorWriter;
    private final Settlement settlement;
    private final Resender resender;
    private final InstantSource clock;

    Reopener(
            AccumulatorWriter accumulatorWriter,
            Settlement settlement,
            Resender resender,
            InstantSource clock) {
        this.accumulatorWriter = accumulatorWriter;
        this.settlement = settlement;
        this.resender = resender;
        this.clock = clock;
    }

    /// Whether the job was redriven and some of its tasks are not sent yet.
    ///
    /// The cursor of a new epoch starts at 0.
    static boolean waitsToBeSent(Job job) {
        return job.state() == State.RUNNING
                && job.epoch() > 0
                && job.progress().sent() < job.planned().tasks();
    }

    /// Opens the accumulator for the job's epoch, sends its open tasks, and settles.
    ///
    /// Any function that finds the job in this state may do so, and continues after a crash. The
    /// cursor is written last, so only the cursor shows that all tasks are sent.
    void reopen(Job job) {
        if (job.state() != State.RUNNING) {
            return;
        }
        boolean closed = accumulatorWriter.reopen(job);
        if (closed || waitsToBeSent(job)) {
            send(job);
        }
        settlement.settle(job.id());
    }

    private void send(Job job) {
        accumulatorWriter.foldTable(job);
        Accumulator accumulator = accumulatorWriter.accumulator(job);
        if (accumulator.epoch() == job.epoch() && !accumulator.isSealed()) {
            resender.send(job, accumulator.missing());
            Instant at = clock.instant();
            settlement.move(
                    job, now -> now.with(now.progress().sentUpTo(job.planned().tasks(), at), at));
        }
    }
}
