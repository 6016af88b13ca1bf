package dev.fanfold.lambda;

import java.time.Duration;

/// The pause of an event source mapping before it delivers a batch again. The pause doubles with
/// each failure.
///
/// AWS documents that a stream mapping retries "with exponential backoff", without figures
/// (https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html). So each user
/// of this class chooses the figures.
///
/// @param first the pause before the first delivery of a part of a failed batch
/// @param max the maximum pause
public record Backoff(Duration first, Duration max) {
    private static final int MAX_DOUBLINGS = 20;

    public Backoff {
        if (first.isNegative() || max.compareTo(first) < 0) {
            throw new IllegalArgumentException("invalid backoff from " + first + " to " + max);
        }
    }

    /// The pause before the next delivery of a batch that failed this number of times.
    public Duration after(int failures) {
        Duration pause = first.multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
        return pause.compareTo(max) > 0 ? max : pause;
    }
}
