package dev.fanfold.lambda;

import java.time.Duration;

/// The pause of an event source mapping before it delivers a batch again. The pause doubles with
/// each failure.
///
/// AWS documents that a stream mapping retries "with exponential backoff", without figures
/// (https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html). So each user
/// of this class chooses the figures.
///
/// @param first the pause before a part of a failed batch, which has not failed as a batch of its
///   own yet
/// @param longest the maximum pause
public record Backoff(Duration first, Duration longest) {
    private static final int MAX_DOUBLINGS = 20;

    public Backoff {
        if (first.isNegative() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("invalid backoff from " + first + " to " + longest);
        }
    }

    /// The pause before the next delivery of a batch that failed this number of times.
    public Duration after(int failures) {
        Duration pause = first.multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
        return pause.compareTo(longest) > 0 ? longest : pause;
    }
}
