package dev.fanfold.engine;

import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import java.time.Instant;
import java.time.InstantSource;

/// Goes on with a job that was taken back to RUNNING by a [Redrive].
final class Reopening {
    private final Folding folding;
    private final Settlement settlement;
    private final Resending resending;
    private final InstantSource clock;

    Reopening(Folding folding, Settlement settlement, Resending resending, InstantSource clock) {
        this.folding = folding;
        this.settlement = settlement;
        this.resending = resending;
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
        boolean closed = folding.reopen(job);
        if (closed || waitsToBeSent(job)) {
            send(job);
        }
        settlement.settle(job.id());
    }

    private void send(Job job) {
        folding.foldTable(job);
        Accumulator accumulator = folding.accumulator(job);
        if (accumulator.epoch() == job.epoch() && !accumulator.isSealed()) {
            resending.send(job, accumulator.missing());
            Instant at = clock.instant();
            settlement.move(
                    job, now -> now.with(now.progress().sentUpTo(job.planned().tasks(), at), at));
        }
    }
}
