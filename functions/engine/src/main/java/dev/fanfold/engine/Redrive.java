package dev.fanfold.engine;

import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.job.Transition;
import dev.fanfold.engine.port.DispatchQueue;
import dev.fanfold.workload.InvalidInputException;
import java.time.InstantSource;

/// Moves a PARTIAL or FAILED job back to RUNNING.
///
/// Its losses are forgotten; done tasks stay done.
///
/// There are two steps. This class writes the row and asks the dispatcher to continue. The
/// dispatcher has the time to send the tasks and does the rest ([Reopener]).
final class Redrive {
    private final ConditionalWrites writes;
    private final DispatchQueue dispatch;
    private final InstantSource clock;
    private final AccumulatorWriter accumulatorWriter;

    Redrive(
            ConditionalWrites writes,
            DispatchQueue dispatch,
            InstantSource clock,
            AccumulatorWriter accumulatorWriter) {
        this.writes = writes;
        this.dispatch = dispatch;
        this.clock = clock;
        this.accumulatorWriter = accumulatorWriter;
    }

    /// Starts the next epoch and asks the dispatcher to continue.
    ///
    /// @throws InvalidInputException if the job is not PARTIAL or FAILED, was never planned, or
    ///   lost nothing
    void start(Job job) {
        if (Reopener.waitsToBeSent(job)) { // redriven before; the message may have been lost
            dispatch.send(job.id());
            return;
        }
        if (!Transition.REDRIVE.leavesFrom(job.state())) {
            throw new InvalidInputException(
                    "job %s is %s: only a PARTIAL or FAILED job can be redriven"
                            .formatted(job.id(), job.state()));
        }
        if (job.plan() == null) {
            throw new InvalidInputException(
                    "job "
                            + job.id()
                            + " failed before it had a plan: fix the error and submit it again");
        }
        if (job.state() == State.PARTIAL && lostNothing(job)) {
            throw new InvalidInputException(
                    "nothing was lost in job %s, only rejected: change the input or --reject, and submit it again"
                            .formatted(job.id()));
        }
        if (writes.once(job, job.redriven(clock.instant()))) {
            dispatch.send(job.id());
        }
    }

    // A retry would reject the same records. If the accumulator is of a later epoch, another caller
    // has redriven the job.
    private boolean lostNothing(Job job) {
        Accumulator accumulator = accumulatorWriter.accumulator(job);
        return accumulator.epoch() == job.epoch() && accumulator.losses().isEmpty();
    }
}
