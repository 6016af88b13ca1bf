package dev.fanfold.engine;

import dev.fanfold.engine.outcome.Reason;

/// Limits on attempts and requeues.
final class Attempts {
    /// A task that failed this often is lost.
    static final int MAX_ATTEMPTS = 5;

    /// Work is requeued less often than this. Then it is lost.
    ///
    /// Lambda's recursive loop detection would stop the work at 16.
    static final int MAX_HOPS = 12;

    private Attempts() {}

    /// The reason for a loss after attempts that all crashed their workers.
    static Reason crashes(int attempts) {
        return new Reason(
                Reason.Kind.EXHAUSTED, "each of " + attempts + " attempts crashed the worker");
    }

    /// The number of the attempt that the latest delivery of a message starts.
    ///
    /// Each earlier delivery counts as an attempt, because its receiver crashed or threw.
    ///
    /// @param attempt the attempt in the message
    static int after(int attempt, int receives) {
        return (int) Math.min(Integer.MAX_VALUE, (long) attempt + receives - 1);
    }
}
