package dev.fanfold.engine;

import dev.fanfold.engine.arrival.Arrival;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.port.JobStore;
import dev.fanfold.engine.port.JobStore.StalledJob;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.engine.port.TimeLeft;
import dev.fanfold.engine.port.WorkMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.stream.Stream;

/// The front door of the keeper: repairs stalled jobs, ends overdue jobs, and reports the tasks of
/// dead letters as lost.
///
/// It is safe if two keepers run at the same time, or if none runs for a while. The keeper reads
/// reports from the table, because the stream may not have delivered them. It repairs a job only if
/// the queues with its messages are empty, because a message in a queue is not lost. The job's row
/// counts every repair.
public final class Keeper {
    /// How long a job must be unchanged before it is repaired. The queues of a RUNNING or FINISHING
    /// job must also be empty for so long.
    ///
    /// SQS's counts of messages may be wrong for up to a minute. The stream of reports needs less
    /// time, because Lambda reads it four times a second.
    static final Duration PATIENCE = Duration.ofMinutes(1);

    /// The time that must be left to check another job.
    static final Duration RESERVE = Duration.ofSeconds(10);

    private final JobStore jobs;
    private final InstantSource clock;
    private final Repairer repairer;
    private final DeadLetters deadLetters;
    private final OverdueJobs overdueJobs;

    // The next check starts with the jobs that are due since this time. If every check started with
    // the jobs that are due for longest, and had too little time for all, it would never reach the
    // others. A new environment starts with the first job again.
    private Instant nextFrom = Instant.EPOCH;

    public Keeper(Ports ports) {
        var parts = new SharedParts(ports);
        var claims = new Claims(ports.jobs());
        this.jobs = ports.jobs();
        this.clock = ports.clock();
        this.repairer =
                new Repairer(
                        claims,
                        ports.dispatch(),
                        JobQueues.of(ports),
                        parts.settlement,
                        new FoldRepair(claims, parts));
        this.deadLetters =
                new DeadLetters(
                        ports.jobs(), ports.reports(), ports.clock(), parts.settlement, parts.keys);
        this.overdueJobs = new OverdueJobs(parts.accumulatorWriter, parts.settlement);
    }

    /// Checks every open job that has been due ([Job#due]) for [#PATIENCE]: ends it if it is past
    /// its deadline, and otherwise repairs it if it needs a repair.
    ///
    /// If the time is too short for all jobs, the next check of this keeper starts where this check
    /// stopped. If the check of a job throws, the other jobs are still checked. Then this throws
    /// the first exception.
    ///
    /// @return the number of checked jobs
    public int keep(TimeLeft left) {
        Instant now = clock.instant();
        var failures = new FirstFailure();
        int checked = 0;
        try (Stream<StalledJob> stalled = jobs.findOpen(nextFrom, now.minus(PATIENCE))) {
            Iterator<StalledJob> stalledJobs = stalled.iterator();
            nextFrom = Instant.EPOCH;
            while (stalledJobs.hasNext()) {
                StalledJob stalledJob = stalledJobs.next();
                if (!left.allows(RESERVE)) {
                    nextFrom = stalledJob.since();
                    break;
                }
                failures.run(() -> keep(stalledJob.job(), now));
                checked++;
            }
        }
        failures.rethrow();
        return checked;
    }

    private void keep(JobId id, Instant now) {
        Counters.noteHandled(id);
        jobs.job(id).filter(Job::isOpen).ifPresent(job -> keep(job, now));
    }

    private void keep(Job job, Instant now) {
        if (now.isAfter(job.deadline())) {
            overdueJobs.end(job);
        } else {
            repairer.repair(job, now);
        }
    }

    /// Ends the job if it is past its deadline, stalled or not.
    ///
    /// For callers that check the clock more often than the keeper runs.
    public void endOverdue(JobId id) {
        Counters.noteHandled(id);
        Instant now = clock.instant();
        jobs.job(id)
                .filter(job -> job.isOpen() && now.isAfter(job.deadline()))
                .ifPresent(overdueJobs::end);
    }

    /// Reports the tasks of a dead letter of a pool as lost, and continues its chain, if it has
    /// one. If the dead letter is the order to finish a round, fails the job.
    ///
    /// @param why the cause, as far as it is known
    public void reportLost(WorkMessage letter, String why) {
        deadLetters.reportLost(letter, why);
    }

    /// Fails the job that a dead letter of the dispatch queue names, if the job still waits for its
    /// dispatcher. The dead letter of an upload names no job.
    ///
    /// @param why the cause, as far as it is known
    public void reportLost(Arrival letter, String why) {
        deadLetters.reportLost(letter, why);
    }
}
