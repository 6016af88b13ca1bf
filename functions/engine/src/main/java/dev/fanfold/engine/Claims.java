package dev.fanfold.engine;

import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.Progress;
import dev.fanfold.engine.port.JobStore;
import java.time.Instant;
import java.util.Optional;

/// A keeper's right to repair a job: one conditional write of the row before the act, so that of
/// two keepers at once only one acts. A claim whose answer was lost is none, because another keeper
/// may have written the very same; the next round makes it again.
final class Claims {
    private final JobStore jobs;

    Claims(JobStore jobs) {
        this.jobs = jobs;
    }

    /// Writes how far the job has come.
    ///
    /// @return whether it was written by this
    boolean claim(Job job, Progress further, Instant now) {
        boolean claimed = jobs.replace(job.with(further, now));
        Counters.add(
                Counters.Counter.REPAIRS,
                claimed ? further.repairs() - job.progress().repairs() : 0);
        return claimed;
    }

    /// The job's row as it is by now.
    Optional<Job> current(Job job) {
        return jobs.job(job.id());
    }
}
