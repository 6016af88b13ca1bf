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
/// Each write is conditional on the version that was read. A write is rejected if another function
/// wrote first, or if an earlier try of the write succeeded and its response was lost. In the
/// second case the stored value equals the value to write. An equal value counts as written by this
/// call, even if another function wrote it.
final class ConditionalWrites {
    private final JobStore jobs;

    ConditionalWrites(JobStore jobs) {
        this.jobs = jobs;
    }

    /// The result of an update.
    ///
    /// @param before the value as it was last read, from which `now` was made
    /// @param now the value that was written, or `before` if nothing was written
    /// @param written whether `now` is stored, by this update or by an equal one
    record Update<T>(T before, T now, boolean written) {}

    /// Updates a row.
    ///
    /// If another writer changed the row since it was read, updates the new row instead.
    ///
    /// @param job the row as it was read
    /// @param next makes the row to write; empty to write nothing
    Update<Job> updateJob(Job job, Function<Job, Optional<Job>> next) {
        return update(job, next, jobs::replace, () -> stored(job.id()));
    }

    /// Replaces a row unless another writer changed it since it was read.
    ///
    /// @return whether the next row is stored, by this call or by an equal one
    boolean replaceIfUnchanged(Job job, Job next) {
        return updateJob(
                        job,
                        now ->
                                now.version() == job.version()
                                        ? Optional.of(next)
                                        : Optional.empty())
                .written();
    }

    /// Updates an accumulator, as [#updateJob(Job, Function)] updates a row.
    Update<Accumulator> updateAccumulator(
            Accumulator accumulator, Function<Accumulator, Optional<Accumulator>> next) {
        return update(
                accumulator,
                next,
                jobs::replace,
                () -> jobs.accumulator(accumulator.job(), accumulator.round()).orElseThrow());
    }

    /// Replaces an accumulator unless another writer changed it since it was read.
    ///
    /// @return whether the next accumulator is stored, by this call or by an equal one
    boolean replaceIfUnchanged(Accumulator accumulator, Accumulator next) {
        return updateAccumulator(
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

    // Tries until a write succeeds, or until `next` has nothing to write.
    private static <T> Update<T> update(
            T start, Function<T, Optional<T>> next, Predicate<T> write, Supplier<T> read) {
        T before = start;
        while (true) {
            Optional<T> after = next.apply(before);
            if (after.isEmpty()) {
                return new Update<>(before, before, false);
            }
            if (write.test(after.get())) {
                return new Update<>(before, after.get(), true);
            }
            T stored = read.get();
            if (stored.equals(after.get())) {
                return new Update<>(before, stored, true);
            }
            before = stored;
        }
    }
}
