package dev.fanfold.engine.job;

import java.time.Instant;

/// How far sending has come, and what had to be repaired.
///
/// @param sent tasks sent so far: the send cursor
/// @param lastSent when tasks were last sent
/// @param repairs reports folded and tasks sent again by the keeper or after a partial overlap
/// @param rounds how often the keeper has sent missing tasks again in this epoch
public record Progress(int sent, Instant lastSent, long repairs, int rounds) {
    public Progress sentUpTo(int tasks, Instant at) {
        return new Progress(tasks, at, repairs, rounds);
    }

    public Progress repaired(long more) {
        return new Progress(sent, lastSent, repairs + more, rounds);
    }

    /// After one more round of sending `tasks` missing tasks again.
    public Progress resent(int tasks, Instant at) {
        return new Progress(sent, at, repairs + tasks, rounds + 1);
    }

    Progress redriven(Instant at) {
        return new Progress(sent, at, repairs, 0);
    }
}
