package dev.fanfold.engine.port;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Job rows and accumulators. A read sees every write that returned before it.
///
/// If a conditional write returns false, the stored item may still be this caller's own: an earlier
/// try may have written it and lost the response. So the caller reads and decides again.
public interface JobStore {
    /// Writes the row unless there is one. Returns whether it was written.
    boolean create(Job job);

    Optional<Job> job(JobId id);

    /// Writes the row if the stored version is the one before it.
    ///
    /// Returns whether it was written.
    boolean replace(Job job);

    /// Writes the accumulator unless there is one. Returns whether it was written.
    boolean create(Accumulator accumulator);

    Optional<Accumulator> accumulator(JobId id);

    /// Writes the accumulator if the stored version is the one before it.
    ///
    /// Returns whether it was written.
    boolean replace(Accumulator accumulator);

    /// Open jobs that last changed between `from` and `before`, oldest change first.
    ///
    /// Both ends are included. The stream is read lazily and must be closed.
    Stream<StalledJob> findOpen(Instant from, Instant before);

    /// The owner's jobs, newest first, at most `most`.
    ///
    /// Jobs written a moment ago may be missing.
    ///
    /// @param after the last job of the previous page, null for the first page
    List<OwnedJob> findByOwner(String owner, @Nullable OwnedJob after, int max);

    /// The jobs in this state, newest first, at most `most`.
    ///
    /// Changes of a moment ago may not be visible.
    ///
    /// @param after the last job of the previous page, null for the first page
    List<OwnedJob> findByState(State state, @Nullable OwnedJob after, int max);

    /// A job in a list, with its creation time.
    record OwnedJob(JobId job, Instant created) {}

    /// An open job that has not changed recently.
    ///
    /// @param since when it last changed
    record StalledJob(JobId job, Instant since) {}
}
