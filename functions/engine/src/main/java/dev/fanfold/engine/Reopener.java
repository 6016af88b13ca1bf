package dev.fanfold.engine;

import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import java.time.Instant;
import java.time.InstantSource;

/// Continues a RUNNING job: sends the tasks of a [Redrive] or of a [Window], and settles the job.
final class Reopener {
    private final AccumulatorWriter accumulatorWriter;
    private final Settlement settlement;
    private final Resender resender;
    private final Window window;
    private final InstantSource clock;

    Reopener(
            AccumulatorWriter accumulatorWriter,
            Settlement settlement,
            Resender resender,
            Window window,
            InstantSource clock) {
        this.accumulatorWriter = accumulatorWriter;
        this.settlement = settlement;
        this.resender = resender;
        this.window = window;
        this.clock = clock;
    }

    /// Whether the redrive of a RUNNING job must still send its missing tasks.
    ///
    /// A redrive sets the send cursor to 0. [#reopen] sets it to the number of tasks. A window
    /// moves it in steps, so only 0 shows that it has not begun.
    static boolean hasUnsentTasks(Job job) {
        return job.state() == State.RUNNING
                && job.epoch() > 0
                && job.progress().sent() < (Window.limits(job) ? 1 : job.planned().tasks());
    }

    /// Settles a RUNNING job. If it was redriven, first opens the accumulator for the job's epoch
    /// and sends the missing tasks. If it has a window, sends those for which there is room.
    ///
    /// Any function may call this, and call it again after a crash. The send cursor is written
    /// after the tasks are sent, because it shows that they are.
    void reopen(Job job) {
        if (job.state() != State.RUNNING) {
            return;
        }
        boolean reopened = accumulatorWriter.reopen(job);
        if (reopened || hasUnsentTasks(job)) {
            send(job);
        }
        window.refill(job);
        settlement.settle(job.id());
    }

    // First folds the reports in the table: reports that arrived while the accumulator was sealed
    // are not folded, and their tasks need not be sent.
    private void send(Job job) {
        accumulatorWriter.foldTable(job);
        if (Window.limits(job)) {
            return; // the window sends
        }
        Accumulator accumulator = accumulatorWriter.accumulator(job);
        if (accumulator.epoch() == job.epoch() && !accumulator.isSealed()) {
            resender.send(job, accumulator.missing());
            Instant at = clock.instant();
            settlement.update(
                    job, now -> now.with(now.progress().sentUpTo(job.planned().tasks(), at), at));
        }
    }
}
