package dev.fanfold.engine.outcome;

/// A step of a chain that is to be sent, because the step before it has run.
///
/// @param epoch the epoch of the chain
/// @param chain the step, in which at least one task waits; the first of them is the step's own
public record NextStep(int epoch, Chain chain) {
    public NextStep {
        if (chain.waiting().isEmpty()) {
            throw new IllegalArgumentException("no task waits in " + chain);
        }
    }
}
