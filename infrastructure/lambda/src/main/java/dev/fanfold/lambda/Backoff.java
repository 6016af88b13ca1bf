package dev.fanfold.lambda;

import java.time.Duration;

/// The pause of a mapping before it repeats a batch. It doubles with each failure.
///
/// AWS documents that a stream mapping retries "with exponential backoff", without figures. So each
/// caller chooses its own:
/// https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html
///
/// @param first the pause before a batch that has not failed itself, for example half of a failed
///   batch
/// @param longest the upper limit of the pause
public record Backoff(Duration first, Duration longest) {
    private static final int MAX_DOUBLINGS = 20;

    public Backoff {
        if (first.isNegative() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("invalid backoff from " + first + " to " + longest);
        }
    }

    /// The pause after this number of failures of the same batch.
    public Duration after(int failures) {
        Duration pause = first.multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
        return pause.compareTo(longest) > 0 ? longest : pause;
    }
}
