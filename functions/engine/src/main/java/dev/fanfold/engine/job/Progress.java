package dev.fanfold.engine.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far sending has come, and what had to be repaired.
///
/// @param since when this epoch began; the deadline counts from here
/// @param sent tasks sent so far in this epoch: the send cursor
/// @param lastSent when tasks were last sent
/// @param repairs reports folded and tasks sent again because something was lost on the way
/// @param rounds how often the keeper has sent missing tasks again in this epoch
/// @param quietSince since when the keeper has seen the pool's queues empty, null when it has not
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

    /// With tasks on their way again: queues seen empty before say nothing of these.
    public Progress sentAgain(Instant at) {
        return new Progress(since, sent, at, repairs, rounds, null);
    }

    /// After one more round of sending `tasks` missing tasks again.
    public Progress resent(int tasks, Instant at) {
        return new Progress(since, sent, at, repairs + tasks, rounds + 1, null);
    }

    Progress redriven(Instant at) {
        return new Progress(at, 0, at, repairs, 0, null);
    }
}
