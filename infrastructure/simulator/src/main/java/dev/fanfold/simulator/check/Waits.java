package dev.fanfold.simulator.check;

import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.JobRound;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.port.WorkMessage;
import java.time.Instant;

/// Finds rounds that only the keeper can begin. A run that begins without a keeper starts the
/// keeper when there is such a round.
final class Waits {
    /// The line of the trace for a round that only the keeper can begin.
    static final String NOTE = "a round waits for the keeper";

    private Waits() {}

    /// Whether the job's round waits for longer than a message can be delayed, by the clock of some
    /// host.
    static boolean needsKeeper(Job row, Instant at) {
        return waitsAt(row, at.plus(JobRound.MAX_DELAY).minus(Evidence.SKEW.multipliedBy(2)));
    }

    /// Whether a dispatcher that receives the round's message now may drop it, because its clock
    /// may be before the time of the round.
    static boolean mayBeEarly(Job row, Instant at) {
        return waitsAt(row, at.minus(Evidence.SKEW));
    }

    private static boolean waitsAt(Job row, Instant at) {
        return row.state() == State.ACCEPTED && row.round().waits(at);
    }

    /// Whether this dead letter was the last message that could begin the job's round: the finish
    /// message of the previous round. A worker that receives it again sends the round's message to
    /// the dispatcher again.
    static boolean wasToBegin(WorkMessage letter, Job row) {
        return letter instanceof WorkMessage.Finish
                && row.state() == State.ACCEPTED
                && row.round().number() == letter.round() + 1;
    }
}
