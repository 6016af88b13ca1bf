package dev.fanfold.engine;

import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import java.time.Instant;
import java.time.InstantSource;

/// Goes on with a job that was taken back to RUNNING by a [Redrive].
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

    /// Whether the job was redriven and its tasks are not all sent again: a new epoch's cursor
    /// begins at none.
    static boolean waitsToBeSent(Job job) {
        return job.state() == State.RUNNING
                && job.epoch() > 0
                && job.progress().sent() < job.planned().tasks();
    }

    /// Opens a running job's accumulator for its epoch if it is still of an earlier one, sends what
    /// is not done, and settles. Whoever finds it so may do it, and goes on where another died:
    /// only the cursor, which is written last, says that all is sent.
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
