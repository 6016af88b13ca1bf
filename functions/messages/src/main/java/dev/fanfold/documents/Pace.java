package dev.fanfold.documents;

import dev.fanfold.engine.JobQueries.JobStatus;
import dev.fanfold.engine.job.Job;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The progress of a job's round, and the rate of the whole job.
///
/// @param percent tasks of the round that are done or lost, in percent of its plan, rounded down to
///   a tenth; 0 without a plan
/// @param covers tasks of the round that are done, in percent of its plan, rounded down to a tenth;
///   0 without a plan
/// @param tasksPerSecond how many tasks of all rounds were done or lost in a second on average,
///   since the job was created; empty before the first one. It is empty, too, if the job was ever
///   redriven, because the number of tasks that ended before the redrive is not stored.
/// @param eta the time until the last task of the round ends at this rate; empty without a rate or
///   a plan, or if the job has ended
public record Pace(
        BigDecimal percent,
        BigDecimal covers,
        Optional<BigDecimal> tasksPerSecond,
        Optional<Duration> eta) {

    /// The pace at this moment.
    public static Pace of(JobStatus jobStatus, Instant now) {
        Job job = jobStatus.job();
        int done = jobStatus.done().size();
        int ended = done + jobStatus.lost().size();
        Optional<BigDecimal> rate =
                job.wasRedriven()
                        ? Optional.empty()
                        : rate(jobStatus, job.round().earlier().tasks() + ended, now);
        return new Pace(
                percent(job, ended),
                percent(job, done),
                rate,
                rate.filter(_ -> job.isOpen() && job.plan() != null)
                        .map(perSecond -> timeFor(job.planned().tasks() - ended, perSecond)));
    }

    private static BigDecimal percent(Job job, int tasks) {
        if (job.plan() == null) {
            return BigDecimal.ZERO;
        }
        int planned = job.plan().tasks();
        return planned == 0
                ? BigDecimal.valueOf(100)
                : BigDecimal.valueOf(tasks * 100L)
                        .divide(BigDecimal.valueOf(planned), 1, RoundingMode.DOWN);
    }

    private static Optional<BigDecimal> rate(JobStatus jobStatus, long ended, Instant now) {
        Job job = jobStatus.job();
        long millis =
                Duration.between(job.created(), job.isOpen() ? now : job.changed()).toMillis();
        // The rate is rounded up, so that it is never 0 and the remaining time can be computed.
        return ended == 0 || millis <= 0
                ? Optional.empty()
                : Optional.of(
                        BigDecimal.valueOf(ended * 1000L)
                                .divide(BigDecimal.valueOf(millis), 3, RoundingMode.UP));
    }

    private static Duration timeFor(int tasks, BigDecimal perSecond) {
        return Duration.ofMillis(
                BigDecimal.valueOf(tasks * 1000L)
                        .divide(perSecond, 0, RoundingMode.UP)
                        .longValueExact());
    }
}
