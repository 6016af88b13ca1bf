package dev.fanfold.simulator.check;

import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.JobRound;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.port.WorkMessage;
import java.time.Instant;

/// Rounds that only the keeper can begin. In a run without a keeper it starts when there is one.
final class Waits {
    /// The line of the trace for a round that only the keeper can start.
    static final String NOTE = "a round waits for the keeper";

    private Waits() {}

    /// Whether the job's round waits for longer than a message can.
    static boolean needsKeeper(Job row, Instant at) {
        return waitsAt(row, at.plus(JobRound.MAX_DELAY).minus(Evidence.SKEW.multipliedBy(2)));
    }

    /// Whether the clock of a dispatcher that receives the message now may be before the time of
    /// the round. It drops the message then.
    static boolean mayBeEarly(Job row, Instant at) {
        return waitsAt(row, at.minus(Evidence.SKEW));
    }

    private static boolean waitsAt(Job row, Instant at) {
        return row.state() == State.ACCEPTED && row.round().waits(at);
    }

    /// Whether the letter was the last one that could ask the dispatcher to begin the round.
    static boolean isBegunBy(WorkMessage letter, Job row) {
        return letter instanceof WorkMessage.Finish
                && row.state() == State.ACCEPTED
                && row.round().number() == letter.round() + 1;
    }
}
