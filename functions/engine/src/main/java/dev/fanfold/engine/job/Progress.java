package dev.fanfold.engine.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The part of a job's row that says which tasks are sent, what was repaired, and whether the
/// pool's queues are empty.
///
/// @param since the start of the job, or its last redrive; the deadline counts from this time
/// @param sent the send cursor: how many tasks are sent in this round and epoch
/// @param lastSent the time of the latest of these: the start of the round or epoch, a move of the
///   send cursor, a resending of tasks or of the finish message, and the sending of the message
///   that starts a round which waited
/// @param repairs how many repairs the job needed in all rounds and epochs: one for each task that
///   the keeper folded, for each task that was resent, for each other message that the keeper
///   resent, for each redrive that the keeper continued, and for each chain that the keeper sent
///   for a window
/// @param resends how often the keeper resent missing tasks or the finish message, in this round
///   and epoch; from 0 again when a window sends further tasks
/// @param quietSince when the keeper first saw the pool's queues empty after the last sending; null
///   if it has not, or has seen messages since
/// @param overruns how often the job may have run one task more in parallel than its option
///   `concurrency` allows, in all rounds: one for each delivery of a message after the first, and
///   for each chain that was resent
public record Progress(
        Instant since,
        int sent,
        Instant lastSent,
        long repairs,
        int resends,
        @Nullable Instant quietSince,
        long overruns) {

    /// The progress of a job without overruns.
    public Progress(
            Instant since,
            int sent,
            Instant lastSent,
            long repairs,
            int resends,
            @Nullable Instant quietSince) {
        this(since, sent, lastSent, repairs, resends, quietSince, 0);
    }

    static Progress start(Instant now) {
        return new Progress(now, 0, now, 0, 0, null, 0);
    }

    /// The progress with `tasks` as the send cursor.
    public Progress sentUpTo(int tasks, Instant at) {
        return new Progress(since, tasks, at, repairs, resends, null, overruns);
    }

    /// The progress with `more` repairs.
    public Progress repaired(long more) {
        return new Progress(since, sent, lastSent, repairs + more, resends, quietSince, overruns);
    }

    /// The progress with this [#quietSince()].
    public Progress quiet(@Nullable Instant from) {
        return new Progress(since, sent, lastSent, repairs, resends, from, overruns);
    }

    /// The progress after messages were sent that do not move the send cursor.
    ///
    /// [#quietSince()] is reset, because the keeper saw the queues empty before these messages.
    public Progress sentAgain(Instant at) {
        return new Progress(since, sent, at, repairs, resends, null, overruns);
    }

    /// The progress after the keeper resent missing tasks or the finish message.
    ///
    /// @param tasks the number of repairs: the number of tasks, or 1 for the finish message
    public Progress resent(int tasks, Instant at) {
        return new Progress(since, sent, at, repairs + tasks, resends + 1, null, overruns);
    }

    /// The progress after the window of a job moved the send cursor to `tasks`. Because the job
    /// advances, the resends are counted from 0 again.
    public Progress refilledUpTo(int tasks, Instant at) {
        return new Progress(since, tasks, at, repairs, 0, null, overruns);
    }

    /// The progress with `more` overruns.
    public Progress overrun(long more) {
        return new Progress(since, sent, lastSent, repairs, resends, quietSince, overruns + more);
    }

    /// The progress at the start of the next round.
    Progress nextRound(Instant at) {
        return new Progress(since, 0, at, repairs, 0, null, overruns);
    }

    /// The progress at the start of the next epoch, or of the further round of a redrive.
    Progress redriven(Instant at) {
        return new Progress(at, 0, at, repairs, 0, null, overruns);
    }
}
