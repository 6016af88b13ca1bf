package dev.fanfold.lambda;

import java.time.Duration;

/// How long a mapping waits before it repeats a batch: twice as long after each failure.
///
/// AWS states that a stream mapping retries "with exponential backoff" and gives no figures, so
/// each place chooses its own:
/// https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html
///
/// @param first before a batch that has not failed itself, as a half of one that did
/// @param longest the pause never exceeds it
public record Backoff(Duration first, Duration longest) {
    private static final int MAX_DOUBLINGS = 20;

    public Backoff {
        if (first.isNegative() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("no pauses from " + first + " to " + longest);
        }
    }

    /// The pause after this many failures of the same batch.
    public Duration after(int failures) {
        Duration pause = first.multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
        return pause.compareTo(longest) > 0 ? longest : pause;
    }
}
