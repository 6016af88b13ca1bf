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

    /// The reason for a loss if the last attempt crashed its worker or made it throw. Earlier
    /// attempts may have failed in another way.
    static Reason crashed(int attempts) {
        return new Reason(
                Reason.Kind.EXHAUSTED,
                "the worker crashed or threw in the last of " + attempts + " attempts");
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
