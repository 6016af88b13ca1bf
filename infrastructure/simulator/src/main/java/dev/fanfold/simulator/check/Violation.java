package dev.fanfold.simulator.check;

/// A promise that was not kept.
///
/// @param invariant which one, such as `I3`
/// @param what happened instead
public record Violation(String invariant, String what) {
    @Override
    public String toString() {
        return invariant + ": " + what;
    }
}
