package dev.fanfold.engine;

import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.JobRound;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The message that starts a round, which may have to wait.
///
/// A message can be delayed by 15 minutes. If the round waits for longer, the function that ends
/// the previous round sends nothing, and the keeper sends the message when the rest of the wait is
/// short enough.
final class RoundMessage {
    /// An additional delay, because the clock of the receiving function may be behind. If a message
    /// arrives before its round may start, it is dropped, and the keeper must send another.
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private RoundMessage() {}

    /// The delay of the message; empty if a message cannot be delayed for so long.
    static Optional<Duration> delay(Job job, Instant now) {
        Instant notBefore = job.round().notBefore();
        if (notBefore == null || !job.round().waits(now)) {
            return Optional.of(Duration.ZERO);
        }
        Duration rest = Duration.between(now, notBefore).plus(MARGIN);
        return rest.compareTo(JobRound.MAX_DELAY) > 0 ? Optional.empty() : Optional.of(rest);
    }

    /// Whether the message was due to be sent at `lastSent`. It was sent then, unless its sender
    /// crashed.
    ///
    /// At `lastSent` a function started the round, or the keeper claimed the job. Either sends the
    /// message if it can be delayed for long enough.
    static boolean isSent(Job job) {
        return delay(job, job.progress().lastSent()).isPresent();
    }
}
