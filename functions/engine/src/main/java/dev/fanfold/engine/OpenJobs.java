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

/// Finds the jobs that still wait for tasks, and caches their rows.
///
/// A cached row is read again after two seconds, so that a worker soon drops the messages of a
/// cancelled job. The row of a job that does not wait for tasks is not cached, because a redrive or
/// the next round may need tasks again.
final class OpenJobs {
    private static final Duration MAX_AGE = Duration.ofSeconds(2);
    // Bounds the memory. The oldest row is removed first.
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

    /// The job, if it waits for tasks of this round.
    ///
    /// Tasks of an earlier round are too late, because that round has ended.
    ///
    /// @param epoch an epoch that the round has reached; the row is of this epoch or of a later one
    Optional<Job> find(JobId id, int round, int epoch) {
        return row(id, round, epoch).filter(row -> row.round().number() == round);
    }

    /// The row of a job that waits for tasks, from the cache if the cached row is fresh and not of
    /// an earlier round or epoch.
    private Optional<Job> row(JobId id, int round, int epoch) {
        CachedRow cachedRow = cachedRows.get(id);
        Instant now = clock.instant();
        if (cachedRow == null
                || cachedRow.isBefore(round, epoch)
                || Duration.between(cachedRow.readAt, now).compareTo(MAX_AGE) > 0) {
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

    private record CachedRow(Job job, Instant readAt) {
        private boolean isBefore(int round, int epoch) {
            int cachedRound = job.round().number();
            return cachedRound < round || (cachedRound == round && job.epoch() < epoch);
        }
    }
}
