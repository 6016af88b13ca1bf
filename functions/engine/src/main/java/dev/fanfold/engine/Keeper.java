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

/// The front door of the keeper: repairs stalled jobs and ends overdue ones.
///
/// It also reports dead letters as losses.
///
/// Two keepers may run at the same time, or none for a while; both are safe. The keeper reads the
/// table, not the stream. It acts only when the pool's queues have been empty for a while, because
/// a backlog is not a loss. Every repair is counted in the job's row.
public final class Keeper {
    /// How long a job must be unchanged and its queues empty before it is repaired.
    ///
    /// SQS's counts settle within a minute; the stream is read four times a second.
    static final Duration PATIENCE = Duration.ofMinutes(1);

    /// Time reserved for the job in hand.
    static final Duration RESERVE = Duration.ofSeconds(10);

    private final JobStore jobs;
    private final InstantSource clock;
    private final Repairer repairer;
    private final DeadLetters deadLetters;
    private final OverdueJobs overdueJobs;

    // Where the next round starts: how long its first job has been unchanged. If each round began
    // with the oldest job, younger ones might starve.
    private Instant from = Instant.EPOCH;

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
                        new FoldRepair(
                                claims,
                                parts.accumulatorWriter,
                                parts.settlement,
                                parts.reopener,
                                parts.resender));
        this.deadLetters =
                new DeadLetters(
                        ports.jobs(), ports.reports(), ports.clock(), parts.settlement, parts.keys);
        this.overdueJobs = new OverdueJobs(parts.accumulatorWriter, parts.settlement);
    }

    /// Checks every stalled job and repairs it or ends it if that is due.
    ///
    /// When time is short, the next round continues where this one stopped.
    ///
    /// @return the number of jobs that it checked
    public int keep(TimeLeft left) {
        Instant now = clock.instant();
        var failures = new FirstFailure();
        int looked = 0;
        try (Stream<StalledJob> open = jobs.findOpen(from, now.minus(PATIENCE))) {
            Iterator<StalledJob> stalled = open.iterator();
            from = Instant.EPOCH;
            while (stalled.hasNext()) {
                StalledJob stalledJob = stalled.next();
                if (!left.allows(RESERVE)) {
                    from = stalledJob.since();
                    break;
                }
                failures.isolate(() -> keep(stalledJob.job(), now));
                looked++;
            }
        }
        failures.raise();
        return looked;
    }

    private void keep(JobId id, Instant now) {
        Counters.about(id);
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
        Counters.about(id);
        Instant now = clock.instant();
        jobs.job(id)
                .filter(job -> job.isOpen() && now.isAfter(job.deadline()))
                .ifPresent(overdueJobs::end);
    }

    /// Reports the tasks of a dead letter as lost. If it is the message to finish a job, fails the
    /// job.
    ///
    /// @param why the cause, as far as it is known
    public void reportLost(WorkMessage letter, String why) {
        deadLetters.reportLost(letter, why);
    }

    /// Fails the job that a dead letter of the dispatch queue names.
    public void reportLost(Arrival letter, String why) {
        deadLetters.reportLost(letter, why);
    }
}
