package dev.fanfold.engine;

import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.TaskSet;
import java.time.Instant;
import java.util.List;

/// Repairs a RUNNING job if its queues have been empty for a while.
final class FoldRepair {
    /// Rounds of resending missing tasks, in one epoch.
    static final int MAX_ROUNDS = 5;

    private final Claims claims;
    private final AccumulatorWriter accumulatorWriter;
    private final Settlement settlement;
    private final Reopener reopener;
    private final Resender resender;

    FoldRepair(
            Claims claims,
            AccumulatorWriter accumulatorWriter,
            Settlement settlement,
            Reopener reopener,
            Resender resender) {
        this.claims = claims;
        this.accumulatorWriter = accumulatorWriter;
        this.settlement = settlement;
        this.reopener = reopener;
        this.resender = resender;
    }

    /// Folds reports that the stream did not deliver.
    ///
    /// Then it settles the job and resends missing tasks.
    void repair(Job job, Instant now) {
        if (accumulatorWriter.accumulator(job).epoch() < job.epoch()) {
            if (claims.claim(job, job.progress().repaired(1).sentAgain(now), now)) {
                reopener.reopen(job);
            }
            return;
        }
        int found = accumulatorWriter.foldTable(job).settled();
        if (found > 0 && !claims.claim(job, job.progress().repaired(found), now)) {
            return; // another keeper is at work; the next round handles the rest
        }
        settlement.settle(job.id());
        claims.current(job)
                .filter(left -> left.state() == State.RUNNING && Repairer.hasBeenQuiet(left, now))
                .ifPresent(left -> sendMissing(left, now));
    }

    private void sendMissing(Job job, Instant now) {
        Accumulator accumulator = accumulatorWriter.accumulator(job);
        TaskSet missing = accumulator.missing();
        if (missing.isEmpty() || accumulator.isSealed()) {
            return;
        }
        if (job.progress().rounds() >= MAX_ROUNDS) {
            giveUp(job, missing);
        } else if (claims.claim(job, job.progress().resent(missing.size(), now), now)) {
            resender.send(job, missing);
        }
    }

    private void giveUp(Job job, TaskSet missing) {
        var reason =
                new Reason(
                        Reason.Kind.BUDGET,
                        "sent again " + MAX_ROUNDS + " times, and never reported");
        List<Outcome> losses =
                missing.stream()
                        .<Outcome>mapToObj(task -> new Outcome.Lost(task, 0, job.epoch(), reason))
                        .toList();
        Counters.add(Counters.Counter.LOST, accumulatorWriter.fold(job, losses).settled());
        settlement.settle(job.id());
    }
}
