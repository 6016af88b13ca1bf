package dev.fanfold.engine;

import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.Progress;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.TaskSet;
import java.time.Instant;
import java.util.List;

/// Repairs a RUNNING job whose queues have been empty for a while.
final class FoldRepair {
    /// How often missing tasks are resent in one round and epoch before they count as lost.
    static final int MAX_RESENDS = 5;

    private final Claims claims;
    private final AccumulatorWriter accumulatorWriter;
    private final Settlement settlement;
    private final Reopener reopener;
    private final Window window;
    private final Resender resender;

    FoldRepair(Claims claims, SharedParts parts) {
        this.claims = claims;
        this.accumulatorWriter = parts.accumulatorWriter;
        this.settlement = parts.settlement;
        this.reopener = parts.reopener;
        this.window = parts.window;
        this.resender = parts.resender;
    }

    /// Folds reports that the stream did not deliver, settles the job, and refills its window. If
    /// the window has no room, resends missing tasks. The fold needs no claim, because folding a
    /// report again changes nothing.
    ///
    /// If a redrive of the job stopped before it opened the accumulator, continues the redrive
    /// instead.
    void repair(Job job, Instant now) {
        if (accumulatorWriter.accumulator(job).epoch() < job.epoch()) {
            if (claims.claim(job, job.progress().repaired(1).sentAgain(now), now)) {
                reopener.reopen(job);
            }
            return;
        }
        int added = accumulatorWriter.foldTable(job).added();
        if (added > 0 && !claims.claim(job, job.progress().repaired(added), now)) {
            return; // another function changed the row; the next check continues
        }
        settlement.settle(job.id());
        claims.current(job)
                .filter(row -> row.state() == State.RUNNING && Repairer.hasBeenQuiet(row, now))
                .ifPresent(row -> {
                    int room = window.room(row);
                    if (room > 0) {
                        refill(row, room, now);
                    } else {
                        resendMissing(row, now);
                    }
                });
    }

    // The function that folded the last outcomes crashed before it refilled the window, or its
    // event expired.
    private void refill(Job job, int chains, Instant now) {
        if (claims.claim(job, job.progress().repaired(chains), now)) {
            claims.current(job).ifPresent(window::refill);
        }
    }

    private void resendMissing(Job job, Instant now) {
        Accumulator accumulator = accumulatorWriter.accumulator(job);
        TaskSet missing = sent(job, accumulator.missing());
        if (missing.isEmpty() || accumulator.isSealed()) {
            return;
        }
        if (job.progress().resends() >= MAX_RESENDS) {
            giveUp(job, missing);
        } else if (claims.claim(job, resent(job, missing, now), now)) {
            resender.send(job, missing);
        }
    }

    private static TaskSet sent(Job job, TaskSet missing) {
        return Window.limits(job) ? missing.between(0, job.progress().sent()) : missing;
    }

    private static Progress resent(Job job, TaskSet missing, Instant now) {
        return job.progress().resent(missing.size(), now).overrun(Window.overruns(job, missing));
    }

    // The attempt of these losses is 0, because it is not known which attempts were started.
    private void giveUp(Job job, TaskSet missing) {
        var reason =
                new Reason(
                        Reason.Kind.BUDGET,
                        "sent again " + MAX_RESENDS + " times, and never reported");
        List<Outcome> losses =
                missing.stream()
                        .<Outcome>mapToObj(task -> new Outcome.Lost(task, 0, job.epoch(), reason))
                        .toList();
        Counters.add(Counters.Counter.LOST, accumulatorWriter.fold(job, losses).added());
        window.refill(job);
        settlement.settle(job.id());
    }
}
