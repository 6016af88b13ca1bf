package dev.fanfold.testkit;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.port.JobStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Job rows and accumulators in memory.
public final class InMemoryJobStore implements JobStore {
    private static final Comparator<OwnedJob> NEWEST_FIRST =
            Comparator.comparing(OwnedJob::created)
                    .reversed()
                    .thenComparing(ownedJob -> ownedJob.job().value());
    private final Map<JobId, Job> jobs = new ConcurrentHashMap<>();
    private final Map<JobId, Accumulator> accumulators = new ConcurrentHashMap<>();

    @Override
    public boolean create(Job job) {
        return jobs.putIfAbsent(job.id(), job) == null;
    }

    /// All rows.
    public List<Job> all() {
        return List.copyOf(jobs.values());
    }

    @Override
    public Optional<Job> job(JobId id) {
        return Optional.ofNullable(jobs.get(id));
    }

    @Override
    public boolean replace(Job job) {
        Job before = jobs.get(job.id());
        return before != null
                && before.version() == job.version() - 1
                && jobs.replace(job.id(), before, job);
    }

    @Override
    public boolean create(Accumulator accumulator) {
        return accumulators.putIfAbsent(accumulator.job(), accumulator) == null;
    }

    @Override
    public Optional<Accumulator> accumulator(JobId id) {
        return Optional.ofNullable(accumulators.get(id));
    }

    @Override
    public boolean replace(Accumulator accumulator) {
        Accumulator before = accumulators.get(accumulator.job());
        return before != null
                && before.version() == accumulator.version() - 1
                && accumulators.replace(accumulator.job(), before, accumulator);
    }

    @Override
    public Stream<StalledJob> findOpen(Instant from, Instant before) {
        return jobs.values().stream()
                .filter(job ->
                        job.isOpen()
                                && !job.changed().isBefore(from)
                                && !job.changed().isAfter(before))
                .sorted(Comparator.comparing(Job::changed))
                .map(job -> new StalledJob(job.id(), job.changed()));
    }

    @Override
    public List<OwnedJob> findByOwner(String owner, @Nullable OwnedJob after, int max) {
        return newest(job -> job.request().owner().equals(owner), after, max);
    }

    @Override
    public List<OwnedJob> findByState(State state, @Nullable OwnedJob after, int max) {
        return newest(job -> job.state() == state, after, max);
    }

    private List<OwnedJob> newest(Predicate<Job> wanted, @Nullable OwnedJob after, int max) {
        return jobs.values().stream()
                .filter(wanted)
                .map(job -> new OwnedJob(job.id(), job.created()))
                .sorted(NEWEST_FIRST)
                .filter(ownedJob -> after == null || NEWEST_FIRST.compare(ownedJob, after) > 0)
                .limit(max)
                .toList();
    }
}
