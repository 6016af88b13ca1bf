package dev.fanfold.engine;

import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.job.Transition;
import dev.fanfold.engine.port.DispatchQueue;
import dev.fanfold.workload.InvalidInputException;
import java.time.InstantSource;
import java.util.Optional;

/// Starts an ended job again: in the next epoch of its last round, or in a further round.
///
/// If the job has no answer or its last round lost tasks, the next epoch of that round begins: the
/// job moves back to RUNNING, or to ACCEPTED if the round was not planned. Its losses are
/// forgotten; done tasks stay done. If the job has an answer and its last round lost no task, the
/// workload decides ([RedriveRound]), and the job moves to ACCEPTED in the further round.
///
/// There are two steps. This class writes the row and sends a message to the dispatcher. The
/// dispatcher, which has more time, plans the round, or sends the tasks of the epoch ([Reopener]).
/// The row is written only if it has not changed since it was read, so of two callers only one
/// starts the job.
final class Redrive {
    private final ConditionalWrites writes;
    private final DispatchQueue dispatch;
    private final InstantSource clock;
    private final AccumulatorWriter accumulatorWriter;
    private final RedriveRound redriveRound;

    Redrive(
            ConditionalWrites writes,
            DispatchQueue dispatch,
            InstantSource clock,
            AccumulatorWriter accumulatorWriter,
            RedriveRound redriveRound) {
        this.writes = writes;
        this.dispatch = dispatch;
        this.clock = clock;
        this.accumulatorWriter = accumulatorWriter;
        this.redriveRound = redriveRound;
    }

    /// Starts the next epoch or the further round. If one of them is started already and its tasks
    /// are not sent yet, only sends the message to the dispatcher again.
    ///
    /// @throws InvalidInputException if the job is open or CANCELLED, if it has no plan in round 0,
    ///   or if its last round lost nothing and there is no further round
    void start(Job job) {
        if (isStarted(job)) {
            // The function that started the redrive may have crashed before it sent the message.
            send(job);
            return;
        }
        Job redriven =
                foldWithoutLosses(job)
                        .map(fold -> inFurtherRound(job, fold))
                        .orElseGet(() -> inNextEpoch(job));
        if (writes.replaceIfUnchanged(job, redriven)) {
            send(redriven);
        }
    }

    /// Whether a redrive of the job is started and its round is not planned or its tasks are not
    /// sent yet.
    private static boolean isStarted(Job job) {
        return Reopener.hasUnsentTasks(job) || (job.state() == State.ACCEPTED && job.wasRedriven());
    }

    // If the round waits for longer than a message can be delayed, the keeper sends the message.
    private void send(Job job) {
        RoundMessage.delay(job, clock.instant())
                .ifPresent(delay -> dispatch.send(job.id(), job.round().number(), delay));
    }

    private Job inNextEpoch(Job job) {
        if (!Transition.REDRIVE.leavesFrom(job.state())) {
            throw new InvalidInputException(cannotBeRedriven(job));
        }
        if (job.plan() == null && job.round().number() == 0) {
            throw new InvalidInputException(
                    "job "
                            + job.id()
                            + " failed before it had a plan: fix the error and submit it again");
        }
        return job.redriven(clock.instant());
    }

    private Job inFurtherRound(Job job, Accumulator fold) {
        return redriveRound
                .after(job, fold)
                .map(round -> job.redrivenInRound(round, clock.instant()))
                .orElseThrow(() -> new InvalidInputException(nothingToRetry(job)));
    }

    private static String cannotBeRedriven(Job job) {
        return "job %s is %s: only a SUCCEEDED, PARTIAL or FAILED job can be redriven"
                .formatted(job.id(), job.state());
    }

    private static String nothingToRetry(Job job) {
        if (job.state() == State.SUCCEEDED) {
            return "job %s is SUCCEEDED: nothing was lost, and its workload has nothing to do again"
                    .formatted(job.id());
        }
        long earlier = job.round().earlier().lost();
        return earlier > 0
                ? "%d tasks were lost in earlier rounds of job %s and none in round %d, the last: only the last round is redriven; submit the job again"
                        .formatted(earlier, job.id(), job.round().number())
                : "nothing was lost in job %s, only rejected: change the input or --reject, and submit it again"
                        .formatted(job.id());
    }

    // The fold of the last round, if the job has an answer and that round lost no task. Such a
    // PARTIAL job has too many rejected records, or lost tasks in an earlier round. If the
    // accumulator is of a later epoch, another caller has redriven the job.
    private Optional<Accumulator> foldWithoutLosses(Job job) {
        return Transition.REDRIVE_ROUND.leavesFrom(job.state())
                ? Optional.of(accumulatorWriter.accumulator(job))
                        .filter(fold -> fold.epoch() == job.epoch() && fold.losses().isEmpty())
                : Optional.empty();
    }
}
