package dev.fanfold.engine;

import dev.fanfold.engine.arrival.Arrival;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.engine.port.WorkMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The front door of the keeper: repairs what a crash left, ends what is overdue, and brings dead
/// letters forward as losses. It may run twice at once, or not for a while.
///
/// It acts on the table, not on the stream, and only after the pool's queues have been empty for a
/// while: a backlog is not a loss. Every repair is counted in the job's row.
public final class Keeper {
    /// How long a job must stand still, and its queues be empty, before anything counts as lost.
    /// SQS's counts settle within a minute; the stream is read four times a second.
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final int MOST_JOBS = 1_000;

    private final Ports ports;
    private final Settlement settlement;
    private final Repair repair;
    private final Burial burial;
    private final Overdue overdue;

    public Keeper(Ports ports) {
        this.ports = ports;
        var folding = new Folding(ports);
        this.settlement = new Settlement(ports, folding);
        this.repair = new Repair(ports, folding, settlement);
        this.burial = new Burial(ports, settlement);
        this.overdue = new Overdue(folding, settlement);
    }

    /// Looks after every open job that stands still.
    ///
    /// @return how many it looked at
    public int keep() {
        Instant now = ports.clock().instant();
        List<JobId> still = ports.jobs().open(now.minus(PATIENCE), MOST_JOBS);
        var faults = new Faults();
        for (JobId id : still) {
            faults.apart(() ->
                    ports.jobs().job(id).filter(Job::isOpen).ifPresent(job -> keep(job, now)));
        }
        faults.raise();
        return still.size();
    }

    private void keep(Job job, Instant now) {
        if (now.isAfter(job.deadline())) {
            overdue.end(job);
        } else {
            repair.of(job, now);
        }
    }

    /// Reports the tasks of a dead letter as lost, or fails the job whose finish it is.
    ///
    /// @param why what is known of how it came there
    public void bury(WorkMessage letter, String why) {
        burial.bury(letter, why);
    }

    /// Fails the job whose way to the dispatcher ended in a dead letter.
    public void bury(Arrival letter, String why) {
        burial.bury(letter, why);
    }
}
