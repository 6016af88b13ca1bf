package dev.fanfold.engine;

import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.job.Transition;
import dev.fanfold.engine.port.DispatchQueue;
import dev.fanfold.workload.InvalidInputException;
import java.time.InstantSource;

/// Takes a PARTIAL or FAILED job back to RUNNING: what was lost is forgotten, what is done stays.
///
/// In two steps: the row says so at once, and the dispatcher, which has the time to send, does the
/// rest ([Reopener]).
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

    /// Starts the next epoch and asks the dispatcher to go on with it.
    ///
    /// @throws InvalidInputException when the job is not PARTIAL or FAILED, was never planned, or
    ///   lost nothing
    void start(Job job) {
        if (Reopener.waitsToBeSent(job)) { // asked before, and the dispatcher may not have heard
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
                            + " failed before it had a plan: put right what it says and submit it again");
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

    // Another try would reject the same records. In a later epoch somebody else was faster.
    private boolean lostNothing(Job job) {
        Accumulator accumulator = accumulatorWriter.accumulator(job);
        return accumulator.epoch() == job.epoch() && accumulator.losses().isEmpty();
    }
}
