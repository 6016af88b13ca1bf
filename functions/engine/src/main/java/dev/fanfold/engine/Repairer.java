package dev.fanfold.engine;

import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.port.DispatchQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Repairs one stalled job, one conditional step at a time.
///
/// A keeper claims the job with a conditional write of its row before it sends messages ([Claims]).
/// So if two keepers run at the same time, only one of them sends.
final class Repairer {
    private final Claims claims;
    private final DispatchQueue dispatch;
    private final JobQueues queues;
    private final Settlement settlement;
    private final FoldRepair foldRepair;

    Repairer(
            Claims claims,
            DispatchQueue dispatch,
            JobQueues queues,
            Settlement settlement,
            FoldRepair foldRepair) {
        this.claims = claims;
        this.dispatch = dispatch;
        this.queues = queues;
        this.settlement = settlement;
        this.foldRepair = foldRepair;
    }

    /// Takes the next step that the job needs, if any.
    void repair(Job job, Instant now) {
        if (job.state() == State.ACCEPTED || job.state() == State.DISPATCHING) {
            repairDispatch(job, now);
        } else if (queues.queueFor(job).depth() > 0) {
            noteBusy(job, now);
        } else if (!hasBeenQuiet(job, now)) {
            noteQuiet(job, now);
        } else if (job.state() == State.FINISHING) {
            if (claims.claim(job, job.progress().resent(1, now), now)) {
                settlement.sendFinish(job);
            }
        } else {
            foldRepair.repair(job, now);
        }
    }

    private void repairDispatch(Job job, Instant now) {
        if (!job.round().waits(now.minus(Keeper.PATIENCE))) {
            resendDispatch(job, now);
        } else if (!RoundMessage.isSent(job)) {
            sendRoundMessage(job, now);
        }
    }

    // If a round waits for longer than a message can be delayed, the keeper sends its message. This
    // does not count as a repair. The message is sent once, because the claim moves `lastSent`
    // ([RoundMessage#isSent]).
    private void sendRoundMessage(Job job, Instant now) {
        Optional<Duration> delay = RoundMessage.delay(job, now);
        if (delay.isPresent() && claims.claim(job, job.progress().sentAgain(now), now)) {
            dispatch.send(job.id(), job.round().number(), delay.get());
        }
    }

    // If the dispatch queue has a backlog, the job's message may still be in it, so none is sent.
    private void resendDispatch(Job job, Instant now) {
        if (dispatch.depth() == 0 && claims.claim(job, job.progress().repaired(1), now)) {
            dispatch.send(job);
        }
    }

    /// Whether the keeper found the pool's queues empty at least [Keeper#PATIENCE] ago, and nothing
    /// was sent and no check found a message since then.
    static boolean hasBeenQuiet(Job job, Instant now) {
        Instant since = job.progress().quietSince();
        return since != null
                && since.isAfter(job.progress().lastSent())
                && !since.plus(Keeper.PATIENCE).isAfter(now);
    }

    // Notes that the queues have messages, unless the row says so already.
    private void noteBusy(Job job, Instant now) {
        if (job.progress().quietSince() != null) {
            claims.claim(job, job.progress().quiet(null), now);
        }
    }

    // Notes that the queues are empty since now. If they were found empty before, after the last
    // sending, that earlier time stays.
    private void noteQuiet(Job job, Instant now) {
        Instant since = job.progress().quietSince();
        if (since == null || !since.isAfter(job.progress().lastSent())) {
            claims.claim(job, job.progress().quiet(now), now);
        }
    }
}
