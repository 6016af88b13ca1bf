package dev.fanfold.engine.port;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.TaskSet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Stores job rows and accumulators.
///
/// A read by id sees every write that returned before the read began. If a conditional write
/// returns false, the stored item may still be the caller's own, because an earlier try may have
/// written it and lost the response. Therefore the caller reads the item and decides again.
public interface JobStore {
    /// Writes the row unless the job has one. Returns whether the row was written.
    boolean create(Job job);

    /// The job's row; empty if there is none.
    Optional<Job> job(JobId id);

    /// Writes the row if the stored row has the preceding version. Returns whether the row was
    /// written.
    boolean replace(Job job);

    /// Writes the accumulator unless its round has one. Returns whether the accumulator was
    /// written.
    boolean create(Accumulator accumulator);

    /// The accumulator of a round of the job; empty if there is none.
    Optional<Accumulator> accumulator(JobId id, int round);

    /// Writes the accumulator if the stored one has the preceding version. Returns whether the
    /// accumulator was written.
    boolean replace(Accumulator accumulator);

    /// Gives a step of a chain to the message that asks first.
    ///
    /// @param step the key of the step, unique over all jobs
    /// @param holder the message that asks
    /// @return the message to which the step was given before; empty if this call gave it to
    ///   `holder`. If the answer of an earlier try was lost, `holder` itself
    Optional<StepHolder> hold(String step, StepHolder holder);

    /// The open jobs whose [Job#due] is from `from` to `to`, both included, the earliest first.
    ///
    /// The stream is read lazily and must be closed.
    Stream<StalledJob> findOpen(Instant from, Instant to);

    /// The owner's jobs, newest first, at most `max`.
    ///
    /// A job that was written a moment ago may be missing.
    ///
    /// @param after the last job of the previous page, null for the first page
    List<OwnedJob> findByOwner(String owner, @Nullable OwnedJob after, int max);

    /// The jobs in this state, newest first, at most `max`.
    ///
    /// A change of a moment ago may not be visible.
    ///
    /// @param after the last job of the previous page, null for the first page
    List<OwnedJob> findByState(State state, @Nullable OwnedJob after, int max);

    /// A message to which a step of a chain is given.
    ///
    /// @param message the id that the queue gave the message
    /// @param tasks the message's own tasks, and the tasks that wait in it
    record StepHolder(String message, TaskSet tasks) {}

    /// A job in a list, with its creation time.
    record OwnedJob(JobId job, Instant created) {}

    /// An open job that has reached the time at which the keeper looks at it.
    ///
    /// @param since that time: [Job#due]
    record StalledJob(JobId job, Instant since) {}
}
