package dev.fanfold.testkit;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.port.JobStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A job store with faults that a test injects.
///
/// A writer may die, a response may be lost, or another writer may come between.
final class ShakyJobStore implements JobStore {
    private JobStore store = new InMemoryJobStore();
    private Predicate<Job> dies = _ -> false;
    private Predicate<Job> answerLost = _ -> false;
    private Predicate<Accumulator> foldAnswerLost = _ -> false;
    private Runnable between = () -> {};
    private Runnable afterRead = () -> {};
    private Runnable afterOpen = () -> {};

    /// Thrown by a writer that crashed.
    static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    JobStore around(JobStore inner) {
        store = inner;
        return this;
    }

    /// The writer of a matching row crashes before it writes.
    void diesBefore(Predicate<Job> row) {
        dies = row;
    }

    /// A matching row is written, but the writer sees a failure.
    void losesAnswerOf(Predicate<Job> row) {
        answerLost = row;
    }

    /// A matching accumulator is written, but the writer sees one failure.
    void losesAnswerOfFold(Predicate<Accumulator> accumulator) {
        foldAnswerLost = accumulator;
    }

    /// Runs once, before the next write of an accumulator.
    void beforeNextFold(Runnable what) {
        between = what;
    }

    /// Runs once, after the next read of an accumulator.
    void afterNextFoldRead(Runnable what) {
        afterRead = what;
    }

    /// Runs once, between the next listing of open jobs and its use.
    void afterNextLook(Runnable what) {
        afterOpen = what;
    }

    @Override
    public boolean create(Job job) {
        return answered(job, store.create(job));
    }

    @Override
    public boolean replace(Job job) {
        if (dies.test(job)) {
            throw new Died();
        }
        return answered(job, store.replace(job));
    }

    private boolean answered(Job job, boolean written) {
        return written && !answerLost.test(job);
    }

    @Override
    public boolean create(Accumulator accumulator) {
        return store.create(accumulator);
    }

    @Override
    public boolean replace(Accumulator accumulator) {
        Runnable first = between;
        between = () -> {};
        first.run();
        boolean written = store.replace(accumulator);
        if (written && foldAnswerLost.test(accumulator)) {
            foldAnswerLost = _ -> false;
            return false;
        }
        return written;
    }

    @Override
    public Optional<Job> job(JobId id) {
        return store.job(id);
    }

    @Override
    public Optional<StepHolder> hold(String step, StepHolder holder) {
        return store.hold(step, holder);
    }

    @Override
    public List<OwnedJob> findByOwner(String owner, @Nullable OwnedJob after, int max) {
        return store.findByOwner(owner, after, max);
    }

    @Override
    public List<OwnedJob> findByState(State state, @Nullable OwnedJob after, int max) {
        return store.findByState(state, after, max);
    }

    @Override
    public Optional<Accumulator> accumulator(JobId id, int round) {
        Optional<Accumulator> read = store.accumulator(id, round);
        Runnable first = afterRead;
        afterRead = () -> {};
        first.run();
        return read;
    }

    @Override
    public Stream<StalledJob> findOpen(Instant from, Instant before) {
        Stream<StalledJob> open = store.findOpen(from, before);
        Runnable first = afterOpen;
        afterOpen = () -> {};
        first.run();
        return open;
    }
}
