package dev.fanfold.engine;

import dev.fanfold.engine.outcome.Reason;

/// Limits on attempts and requeues.
final class Attempts {
    /// A task or finish whose attempt with this number fails is not retried.
    static final int MAX_ATTEMPTS = 5;

    /// The number of the requeue that does not take place: the work is lost instead.
    ///
    /// The number is less than 16, because Lambda's recursive loop detection stops a chain of about
    /// 16 invocations.
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
    /// @param receives how often the message was delivered, including the latest delivery
    static int ofDelivery(int attempt, int receives) {
        return (int) Math.min(Integer.MAX_VALUE, (long) attempt + receives - 1);
    }

    /// The number of the next attempt of work that is isolated.
    ///
    /// Only the first receiver of the message can have started the work, because every later
    /// receiver isolates it.
    ///
    /// @param attempt the attempt in the message
    /// @param receives how often the message was delivered, including the latest delivery
    static int afterIsolation(int attempt, int receives) {
        return attempt + (receives > 1 ? 1 : 0);
    }
}
