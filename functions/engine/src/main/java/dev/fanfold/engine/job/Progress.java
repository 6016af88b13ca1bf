package dev.fanfold.engine.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The part of a job's row that says which tasks are sent and what was repaired.
///
/// @param since the start of the job, or its last redrive; the deadline counts from this time
/// @param sent the send cursor: how many tasks are sent in this round and epoch
/// @param lastSent the start of the round or epoch, or the last time that the send cursor moved or
///   a message was resent
/// @param repairs how many repairs the job needed in all rounds: each task that the keeper folded
///   or resent counts as one
/// @param resends how often the keeper resent missing tasks, or the order to make the answer, in
///   this round and epoch
/// @param quietSince the time from which the keeper saw the pool's queues empty, null if it did not
public record Progress(
        Instant since,
        int sent,
        Instant lastSent,
        long repairs,
        int resends,
        @Nullable Instant quietSince) {

    static Progress start(Instant now) {
        return new Progress(now, 0, now, 0, 0, null);
    }

    /// The progress with `tasks` as the send cursor.
    public Progress sentUpTo(int tasks, Instant at) {
        return new Progress(since, tasks, at, repairs, resends, null);
    }

    /// The progress with `more` repairs.
    public Progress repaired(long more) {
        return new Progress(since, sent, lastSent, repairs + more, resends, quietSince);
    }

    /// The progress with this [#quietSince()].
    public Progress quiet(@Nullable Instant from) {
        return new Progress(since, sent, lastSent, repairs, resends, from);
    }

    /// The progress after messages were sent that do not move the send cursor.
    ///
    /// [#quietSince()] starts again, because the queues were seen empty before these messages.
    public Progress sentAgain(Instant at) {
        return new Progress(since, sent, at, repairs, resends, null);
    }

    /// The progress after the keeper resent `tasks` missing tasks: each counts as a repair.
    public Progress resent(int tasks, Instant at) {
        return new Progress(since, sent, at, repairs + tasks, resends + 1, null);
    }

    /// The progress at the start of the next round.
    Progress nextRound(Instant at) {
        return new Progress(since, 0, at, repairs, 0, null);
    }

    /// The progress at the start of the next epoch, or of the further round of a redrive.
    Progress redriven(Instant at) {
        return new Progress(at, 0, at, repairs, 0, null);
    }
}
