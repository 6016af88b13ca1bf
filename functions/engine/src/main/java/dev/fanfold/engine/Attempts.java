package dev.fanfold.engine;

import dev.fanfold.engine.outcome.Reason;

/// How often work is tried and handed on.
final class Attempts {
    /// A task that failed this often is lost.
    static final int MAX_ATTEMPTS = 5;

    /// Work handed on this often is lost: Lambda stops what looks like a loop at 16.
    static final int MAX_HOPS = 12;

    private Attempts() {}

    /// Why work is lost that was attempted so often, and nobody was heard of again.
    static Reason deaths(int attempts) {
        return new Reason(
                Reason.Kind.EXHAUSTED,
                "each of " + attempts + " attempts ended with the worker's death");
    }

    /// The number of the attempt that the last of these receipts starts.
    static int after(int attempt, int receives) {
        return (int) Math.min(Integer.MAX_VALUE, (long) attempt + receives - 1);
    }
}
