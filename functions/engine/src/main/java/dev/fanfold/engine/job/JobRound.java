package dev.fanfold.engine.job;

import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.fold.Totals;
import dev.fanfold.engine.outcome.Payload;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The round that a job is in, and the data with which the round starts.
///
/// @param number from 0
/// @param input the text for the plan and the tasks, in UTF-8, which the finish of the previous
///   round or the redrive gave; null in round 0
/// @param notBefore the earliest time at which the round is planned, null if it never waits
/// @param earlier the totals of the finished rounds
public record JobRound(
        int number, @Nullable Payload input, @Nullable Instant notBefore, Totals earlier) {
    /// The maximum delay of an SQS message. For a longer wait, the keeper sends the round's
    /// message.
    public static final Duration MAX_DELAY = Duration.ofMinutes(15);

    /// Round 0, with which every job starts.
    public static final JobRound FIRST = new JobRound(0, null, null, Totals.NONE);

    /// The round after this one.
    ///
    /// @param totals the totals of all rounds up to this one, without the records that the next
    ///   round reads again
    public JobRound next(Payload nextInput, @Nullable Instant nextNotBefore, Totals totals) {
        return new JobRound(number + 1, nextInput, nextNotBefore, totals);
    }

    /// Whether it is too early to plan the round.
    public boolean waits(Instant now) {
        return notBefore != null && now.isBefore(notBefore);
    }

    /// The totals of all rounds up to this one.
    ///
    /// @param fold the accumulator of this round, null if nothing is folded yet
    public Totals totals(@Nullable Accumulator fold) {
        return fold == null ? earlier : earlier.plus(fold);
    }
}
