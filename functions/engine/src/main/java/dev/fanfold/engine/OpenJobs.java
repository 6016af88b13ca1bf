package dev.fanfold.engine;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.port.JobStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The jobs that a worker has work for.
///
/// A row is read again after two seconds, so that the tasks of a cancelled job soon stop starting.
/// The row of a job that has ended is read each time, because a redrive may have reopened it.
final class OpenJobs {
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final int MAX_ROWS = 100;

    private final JobStore jobs;
    private final InstantSource clock;
    private final Map<JobId, CachedRow> cachedRows =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<JobId, CachedRow> eldest) {
                    return size() > MAX_ROWS;
                }
            };

    OpenJobs(JobStore jobs, InstantSource clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    /// The job, if it waits for tasks.
    Optional<Job> find(JobId id) {
        CachedRow cachedRow = cachedRows.get(id);
        Instant now = clock.instant();
        if (cachedRow == null || Duration.between(cachedRow.at, now).compareTo(FRESH) > 0) {
            Optional<Job> job = jobs.job(id).filter(OpenJobs::waitsForTasks);
            cachedRows.remove(id);
            job.ifPresent(open -> cachedRows.put(id, new CachedRow(open, now)));
            return job;
        }
        return Optional.of(cachedRow.job);
    }

    private static boolean waitsForTasks(Job job) {
        return job.state() == State.DISPATCHING || job.state() == State.RUNNING;
    }

    private record CachedRow(Job job, Instant at) {}
}
