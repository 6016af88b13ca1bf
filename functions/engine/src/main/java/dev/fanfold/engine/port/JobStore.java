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

/// Job rows and accumulators. Reads see every write that returned before.
///
/// A conditional write that answers false may still have been this caller's own, applied by a try
/// whose answer was lost: read again and decide again.
public interface JobStore {
    /// Writes the row unless there is one; whether it was written.
    boolean create(Job job);

    Optional<Job> job(JobId id);

    /// Writes the row if the stored version is the one before it; whether it was written.
    boolean replace(Job job);

    /// Writes the accumulator unless there is one; whether it was written.
    boolean create(Accumulator accumulator);

    Optional<Accumulator> accumulator(JobId id);

    /// Writes the accumulator if the stored version is the one before it; whether it was written.
    boolean replace(Accumulator accumulator);

    /// Open jobs that changed last at `from` or later and not since `before`, longest first, read
    /// as they are asked for. To be closed.
    Stream<StalledJob> findOpen(Instant from, Instant before);

    /// The owner's jobs, newest first, at most `most` of them. What was written moments ago may not
    /// be among them yet.
    ///
    /// @param after the last one of the page before, null for the first page
    List<OwnedJob> findByOwner(String owner, @Nullable OwnedJob after, int max);

    /// The jobs in this state, newest first, at most `most` of them. What was written moments ago
    /// may not be among them yet, or still be.
    ///
    /// @param after the last one of the page before, null for the first page
    List<OwnedJob> findByState(State state, @Nullable OwnedJob after, int max);

    /// A job that an owner made.
    record OwnedJob(JobId job, Instant created) {}

    /// A job as it stood when it was looked for.
    ///
    /// @param since when it last changed
    record StalledJob(JobId job, Instant since) {}
}
