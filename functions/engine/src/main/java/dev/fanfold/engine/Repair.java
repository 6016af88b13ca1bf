package dev.fanfold.engine;

import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.Progress;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.port.Ports;
import java.time.Instant;
import java.util.List;

/// Takes a job that stands still one step on. Each step is one conditional write of the row and
/// then the act, so that of two keepers at once only one acts.
final class Repair {
    /// Rounds of sending missing tasks again, in one epoch.
    static final int MOST_ROUNDS = 5;

    private final Ports ports;
    private final Folding folding;
    private final Settlement settlement;
    private final Redrive redrive;
    private final Resending resending;

    Repair(Ports ports, Folding folding, Settlement settlement) {
        this.ports = ports;
        this.folding = folding;
        this.settlement = settlement;
        this.redrive = new Redrive(ports, folding, settlement);
        this.resending = new Resending(ports);
    }

    void of(Job job, Instant now) {
        if (job.state() == State.ACCEPTED || job.state() == State.DISPATCHING) {
            restart(job, now);
        } else if (ports.queueOf(job).depth() > 0) {
            noteBusy(job, now);
        } else if (!hasBeenQuiet(job, now)) {
            noteQuiet(job, now);
        } else if (job.state() == State.FINISHING) {
            if (claimed(job, job.progress().resent(1, now), now)) {
                settlement.sendFinish(job);
            }
        } else {
            repairFold(job, now);
        }
    }

    // A dispatch queue with a backlog will come to it.
    private void restart(Job job, Instant now) {
        if (ports.dispatch().depth() == 0 && claimed(job, job.progress().repaired(1), now)) {
            ports.dispatch().send(job.id());
        }
    }

    private static boolean hasBeenQuiet(Job job, Instant now) {
        Instant since = job.progress().quietSince();
        return since != null
                && since.isAfter(job.progress().lastSent())
                && !since.plus(Keeper.PATIENCE).isAfter(now);
    }

    private void noteBusy(Job job, Instant now) {
        if (job.progress().quietSince() != null) {
            claimed(job, job.progress().quiet(null), now);
        }
    }

    private void noteQuiet(Job job, Instant now) {
        Instant since = job.progress().quietSince();
        if (since == null || !since.isAfter(job.progress().lastSent())) {
            claimed(job, job.progress().quiet(now), now);
        }
    }

    private void repairFold(Job job, Instant now) {
        if (folding.accumulator(job).epoch() < job.epoch()) {
            if (claimed(job, job.progress().repaired(1).sentAgain(now), now)) {
                redrive.reopen(job);
            }
            return;
        }
        int found = folding.foldTable(job).settled();
        if (found > 0 && !claimed(job, job.progress().repaired(found), now)) {
            return; // somebody else is at it; the next round sees what is left
        }
        settlement.settle(job.id());
        ports.jobs()
                .job(job.id())
                .filter(left -> left.state() == State.RUNNING && hasBeenQuiet(left, now))
                .ifPresent(left -> sendMissing(left, now));
    }

    private void sendMissing(Job job, Instant now) {
        Accumulator accumulator = folding.accumulator(job);
        TaskSet missing = accumulator.missing();
        if (missing.isEmpty() || accumulator.isSealed()) {
            return;
        }
        if (job.progress().rounds() >= MOST_ROUNDS) {
            giveUp(job, missing);
        } else if (claimed(job, job.progress().resent(missing.size(), now), now)) {
            resending.send(job, missing);
        }
    }

    private void giveUp(Job job, TaskSet missing) {
        var reason =
                new Reason(
                        Reason.Kind.BUDGET,
                        "sent again " + MOST_ROUNDS + " times, and nobody reported it");
        List<Outcome> losses =
                missing.stream()
                        .<Outcome>mapToObj(task -> new Outcome.Lost(task, 0, job.epoch(), reason))
                        .toList();
        Tally.add(Tally.Fact.LOST, folding.fold(job, losses).settled());
        settlement.settle(job.id());
    }

    private boolean claimed(Job job, Progress further, Instant now) {
        boolean claimed = ports.jobs().replace(job.with(further, now));
        Tally.add(Tally.Fact.REPAIRS, claimed ? further.repairs() - job.progress().repairs() : 0);
        return claimed;
    }
}
