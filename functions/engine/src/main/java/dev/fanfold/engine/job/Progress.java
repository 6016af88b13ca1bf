package dev.fanfold.engine.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The progress of sending, and what had to be repaired.
///
/// @param since the start of this epoch; the deadline counts from here
/// @param sent tasks sent so far in this epoch: the send cursor
/// @param lastSent when tasks were last sent
/// @param repairs reports folded and tasks resent because something was lost
/// @param rounds how often the keeper has resent missing tasks in this epoch
/// @param quietSince since when the keeper has seen the pool's queues empty, null if it has not
public record Progress(
        Instant since,
        int sent,
        Instant lastSent,
        long repairs,
        int rounds,
        @Nullable Instant quietSince) {

    static Progress start(Instant now) {
        return new Progress(now, 0, now, 0, 0, null);
    }

    public Progress sentUpTo(int tasks, Instant at) {
        return new Progress(since, tasks, at, repairs, rounds, null);
    }

    public Progress repaired(long more) {
        return new Progress(since, sent, lastSent, repairs + more, rounds, quietSince);
    }

    public Progress quiet(@Nullable Instant from) {
        return new Progress(since, sent, lastSent, repairs, rounds, from);
    }

    /// The progress after a resend.
    ///
    /// Queues that were seen empty before it no longer count.
    public Progress sentAgain(Instant at) {
        return new Progress(since, sent, at, repairs, rounds, null);
    }

    /// The progress after one more round of resending `tasks` missing tasks.
    public Progress resent(int tasks, Instant at) {
        return new Progress(since, sent, at, repairs + tasks, rounds + 1, null);
    }

    Progress redriven(Instant at) {
        return new Progress(at, 0, at, repairs, 0, null);
    }
}
