package dev.fanfold.testkit;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.RoundOfJob;
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
    private final Map<RoundOfJob, Accumulator> accumulators = new ConcurrentHashMap<>();
    private final Map<String, StepHolder> steps = new ConcurrentHashMap<>();

    @Override
    public boolean create(Job job) {
        return jobs.putIfAbsent(job.id(), job) == null;
    }

    /// The rows of all jobs.
    public List<Job> all() {
        return List.copyOf(jobs.values());
    }

    @Override
    public Optional<Job> job(JobId id) {
        return Optional.ofNullable(jobs.get(id));
    }

    @Override
    public boolean replace(Job job) {
        Job stored = jobs.get(job.id());
        return stored != null
                && stored.version() == job.version() - 1
                && jobs.replace(job.id(), stored, job);
    }

    @Override
    public boolean create(Accumulator accumulator) {
        return accumulators.putIfAbsent(key(accumulator), accumulator) == null;
    }

    @Override
    public Optional<Accumulator> accumulator(JobId id, int round) {
        return Optional.ofNullable(accumulators.get(new RoundOfJob(id, round)));
    }

    @Override
    public boolean replace(Accumulator accumulator) {
        Accumulator stored = accumulators.get(key(accumulator));
        return stored != null
                && stored.version() == accumulator.version() - 1
                && accumulators.replace(key(accumulator), stored, accumulator);
    }

    private static RoundOfJob key(Accumulator accumulator) {
        return new RoundOfJob(accumulator.job(), accumulator.round());
    }

    @Override
    public Optional<StepHolder> hold(String step, StepHolder holder) {
        return Optional.ofNullable(steps.putIfAbsent(step, holder));
    }

    @Override
    public Stream<StalledJob> findOpen(Instant from, Instant to) {
        return jobs.values().stream()
                .filter(job -> job.isOpen() && !job.due().isBefore(from) && !job.due().isAfter(to))
                .sorted(Comparator.comparing(Job::due))
                .map(job -> new StalledJob(job.id(), job.due()));
    }

    @Override
    public List<OwnedJob> findByOwner(String owner, @Nullable OwnedJob after, int max) {
        return findNewest(job -> job.request().owner().equals(owner), after, max);
    }

    @Override
    public List<OwnedJob> findByState(State state, @Nullable OwnedJob after, int max) {
        return findNewest(job -> job.state() == state, after, max);
    }

    private List<OwnedJob> findNewest(Predicate<Job> wanted, @Nullable OwnedJob after, int max) {
        return jobs.values().stream()
                .filter(wanted)
                .map(job -> new OwnedJob(job.id(), job.created()))
                .sorted(NEWEST_FIRST)
                .filter(ownedJob -> after == null || NEWEST_FIRST.compare(ownedJob, after) > 0)
                .limit(max)
                .toList();
    }
}
