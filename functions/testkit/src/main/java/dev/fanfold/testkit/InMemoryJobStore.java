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
    private static final Comparator<Made> NEWEST_FIRST =
            Comparator.comparing(Made::created)
                    .reversed()
                    .thenComparing(made -> made.job().value());
    private final Map<JobId, Job> jobs = new ConcurrentHashMap<>();
    private final Map<JobId, Accumulator> accumulators = new ConcurrentHashMap<>();

    @Override
    public boolean create(Job job) {
        return jobs.putIfAbsent(job.id(), job) == null;
    }

    /// All rows, for tests that look for one.
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
    public Stream<Still> open(Instant from, Instant before) {
        return jobs.values().stream()
                .filter(job ->
                        job.isOpen()
                                && !job.changed().isBefore(from)
                                && !job.changed().isAfter(before))
                .sorted(Comparator.comparing(Job::changed))
                .map(job -> new Still(job.id(), job.changed()));
    }

    @Override
    public List<Made> madeBy(String owner, @Nullable Made after, int most) {
        return newest(job -> job.request().owner().equals(owner), after, most);
    }

    @Override
    public List<Made> in(State state, @Nullable Made after, int most) {
        return newest(job -> job.state() == state, after, most);
    }

    private List<Made> newest(Predicate<Job> wanted, @Nullable Made after, int most) {
        return jobs.values().stream()
                .filter(wanted)
                .map(job -> new Made(job.id(), job.created()))
                .sorted(NEWEST_FIRST)
                .filter(made -> after == null || NEWEST_FIRST.compare(made, after) > 0)
                .limit(most)
                .toList();
    }
}
