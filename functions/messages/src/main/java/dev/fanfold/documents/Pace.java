package dev.fanfold.documents;

import dev.fanfold.engine.JobQueries.JobStatus;
import dev.fanfold.engine.job.Job;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The progress of a job's round, and its rate.
///
/// @param percent tasks done or lost, in percent of the plan, rounded down to a tenth
/// @param covers tasks done, likewise
/// @param tasksPerSecond since the job started; empty before the first tasks are done, and after a
///   redrive, because the number of tasks done before it is not stored
/// @param eta time until the last task of the round at this rate, while the job is open
public record Pace(
        BigDecimal percent,
        BigDecimal covers,
        Optional<BigDecimal> tasksPerSecond,
        Optional<Duration> eta) {

    /// The pace at this moment.
    public static Pace of(JobStatus jobStatus, Instant now) {
        Job job = jobStatus.job();
        int done = jobStatus.done().size();
        int settled = done + jobStatus.lost().size();
        Optional<BigDecimal> rate =
                job.epoch() > 0
                        ? Optional.empty()
                        : rate(jobStatus, job.round().earlier().tasks() + settled, now);
        return new Pace(
                share(job, settled),
                share(job, done),
                rate,
                rate.filter(_ -> job.isOpen() && job.plan() != null)
                        .map(speed -> toGo(job.planned().tasks() - settled, speed)));
    }

    private static BigDecimal share(Job job, int tasks) {
        if (job.plan() == null) {
            return BigDecimal.ZERO;
        }
        int planned = job.plan().tasks();
        return planned == 0
                ? BigDecimal.valueOf(100)
                : BigDecimal.valueOf(tasks * 100L)
                        .divide(BigDecimal.valueOf(planned), 1, RoundingMode.DOWN);
    }

    private static Optional<BigDecimal> rate(JobStatus jobStatus, long settled, Instant now) {
        Job job = jobStatus.job();
        long millis =
                Duration.between(job.created(), job.isOpen() ? now : job.changed()).toMillis();
        return settled == 0 || millis <= 0
                ? Optional.empty()
                : Optional.of(
                        BigDecimal.valueOf(settled * 1000L)
                                .divide(BigDecimal.valueOf(millis), 3, RoundingMode.UP));
    }

    private static Duration toGo(int tasks, BigDecimal perSecond) {
        return Duration.ofMillis(
                BigDecimal.valueOf(tasks * 1000L)
                        .divide(perSecond, 0, RoundingMode.UP)
                        .longValueExact());
    }
}
