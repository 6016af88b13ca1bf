package dev.fanfold.simulator.check;

/// A broken promise.
///
/// @param invariant its name, such as `I3`
/// @param what happened instead
public record Violation(String invariant, String what) {
    @Override
    public String toString() {
        return invariant + ": " + what;
    }
}
