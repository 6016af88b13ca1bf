package dev.fanfold.simulator.check;

/// A broken promise.
///
/// @param invariant the name of the promise, such as `I3`
/// @param what a description of what happened instead
public record Violation(String invariant, String what) {
    @Override
    public String toString() {
        return invariant + ": " + what;
    }
}
