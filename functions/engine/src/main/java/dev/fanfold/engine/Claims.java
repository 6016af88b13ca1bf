package dev.fanfold.engine;

import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.Progress;
import dev.fanfold.engine.port.JobStore;
import java.time.Instant;
import java.util.Optional;

/// Claims jobs for a keeper. A claim is a conditional write of the job's row before a repair.
///
/// If two keepers run at the same time, only one of them has the claim and repairs. A keeper that
/// does not receive the response of its write has no claim, because another keeper may have written
/// an equal row. The keeper's next check tries again.
final class Claims {
    private final JobStore jobs;

    Claims(JobStore jobs) {
        this.jobs = jobs;
    }

    /// Writes the job's new progress, and counts its new repairs.
    ///
    /// @param job the row as it was read
    /// @return whether this call wrote the progress, so that the caller may repair the job
    boolean claim(Job job, Progress next, Instant now) {
        boolean claimed = jobs.replace(job.with(next, now));
        Counters.add(
                Counters.Counter.REPAIRS, claimed ? next.repairs() - job.progress().repairs() : 0);
        return claimed;
    }

    /// The job's row as it is stored now; empty if it has expired.
    Optional<Job> current(Job job) {
        return jobs.job(job.id());
    }
}
