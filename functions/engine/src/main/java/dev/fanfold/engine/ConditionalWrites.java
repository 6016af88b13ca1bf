package dev.fanfold.engine;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.port.JobStore;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Conditional writes of rows and accumulators.
///
/// Each write is conditional on the version that was read. A write may be refused because another
/// function wrote first, or because an earlier try of this write succeeded and its response was
/// lost. In the second case the stored value equals the value to write, so the write has succeeded.
final class ConditionalWrites {
    private final JobStore jobs;

    ConditionalWrites(JobStore jobs) {
        this.jobs = jobs;
    }

    /// The result of an update.
    ///
    /// @param before the value that the update was applied to; the stored one if nothing was
    ///   written
    /// @param now the stored value, as far as is known
    /// @param written whether this update wrote it
    record Update<T>(T before, T now, boolean written) {}

    /// Updates a row.
    ///
    /// If another writer changed it since it was read, updates the new row instead.
    ///
    /// @param job the row as it was read
    /// @param next the row to write; empty to leave the stored one unchanged
    Update<Job> job(Job job, Function<Job, Optional<Job>> next) {
        return update(job, next, jobs::replace, () -> stored(job.id()));
    }

    /// Updates a row unless another writer changed it since it was read.
    ///
    /// @return whether this call updated it
    boolean once(Job job, Job next) {
        return job(
                        job,
                        now ->
                                now.version() == job.version()
                                        ? Optional.of(next)
                                        : Optional.empty())
                .written();
    }

    /// Updates an accumulator, as [#job(Job, Function)] updates a row.
    Update<Accumulator> accumulator(
            Accumulator accumulator, Function<Accumulator, Optional<Accumulator>> next) {
        JobId job = accumulator.job();
        return update(accumulator, next, jobs::replace, () -> jobs.accumulator(job).orElseThrow());
    }

    /// Updates an accumulator unless another writer changed it since it was read.
    ///
    /// @return whether this call updated it
    boolean once(Accumulator accumulator, Accumulator next) {
        return accumulator(
                        accumulator,
                        now ->
                                now.version() == accumulator.version()
                                        ? Optional.of(next)
                                        : Optional.empty())
                .written();
    }

    private Job stored(JobId id) {
        return jobs.job(id).orElseThrow(() -> new IllegalStateException("no job " + id));
    }

    private static <T> Update<T> update(
            T start, Function<T, Optional<T>> next, Predicate<T> write, Supplier<T> read) {
        T before = start;
        while (true) {
            Optional<T> wanted = next.apply(before);
            if (wanted.isEmpty()) {
                return new Update<>(before, before, false);
            }
            if (write.test(wanted.get())) {
                return new Update<>(before, wanted.get(), true);
            }
            T stored = read.get();
            if (stored.equals(wanted.get())) {
                return new Update<>(before, stored, true);
            }
            before = stored;
        }
    }
}
