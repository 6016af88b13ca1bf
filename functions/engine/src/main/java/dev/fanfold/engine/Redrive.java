package dev.fanfold.engine;

import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.job.Transition;
import dev.fanfold.engine.port.DispatchQueue;
import dev.fanfold.workload.InvalidInputException;
import java.time.InstantSource;

/// Starts the next epoch of a PARTIAL or FAILED job, in its last round.
///
/// The job moves back to RUNNING, or to ACCEPTED if the round was not planned. Its losses are
/// forgotten; done tasks stay done.
///
/// There are two steps. This class writes the row and sends a message to the dispatcher. The
/// dispatcher, which has more time, sends the tasks ([Reopener]).
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

    /// Starts the next epoch.
    ///
    /// @throws InvalidInputException if the job is not PARTIAL or FAILED, if it has no plan in
    ///   round 0, or if it is PARTIAL and its last round lost nothing
    void start(Job job) {
        if (isStarted(job)) {
            // The function that started the redrive may have crashed before it sent the message.
            dispatch.send(job);
            return;
        }
        if (!Transition.REDRIVE.leavesFrom(job.state())) {
            throw new InvalidInputException(
                    "job %s is %s: only a PARTIAL or FAILED job can be redriven"
                            .formatted(job.id(), job.state()));
        }
        if (job.plan() == null && job.round().number() == 0) {
            throw new InvalidInputException(
                    "job "
                            + job.id()
                            + " failed before it had a plan: fix the error and submit it again");
        }
        if (job.state() == State.PARTIAL && lostNothing(job)) {
            throw new InvalidInputException(nothingToRetry(job));
        }
        Job redriven = job.redriven(clock.instant());
        if (writes.replaceIfUnchanged(job, redriven)) {
            dispatch.send(redriven);
        }
    }

    /// Whether a redrive of the job is started and its tasks are not sent yet.
    private static boolean isStarted(Job job) {
        return Reopener.hasUnsentTasks(job) || (job.state() == State.ACCEPTED && job.epoch() > 0);
    }

    private static String nothingToRetry(Job job) {
        long earlier = job.round().earlier().lost();
        return earlier > 0
                ? "%d tasks were lost in earlier rounds of job %s and none in round %d, the last: only the last round is redriven; submit the job again"
                        .formatted(earlier, job.id(), job.round().number())
                : "nothing was lost in job %s, only rejected: change the input or --reject, and submit it again"
                        .formatted(job.id());
    }

    // A PARTIAL job that lost nothing has too many rejected records; a retry would reject them
    // again. If the accumulator is of a later epoch, another caller has redriven the job.
    private boolean lostNothing(Job job) {
        Accumulator accumulator = accumulatorWriter.accumulator(job);
        return accumulator.epoch() == job.epoch() && accumulator.losses().isEmpty();
    }
}
