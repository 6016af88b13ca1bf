package dev.fanfold.simulator.check;

/// Hears of promises that are not kept.
public interface Promises {
    /// One was not kept.
    ///
    /// @param invariant which, such as `I12`
    /// @param what happened instead
    void violated(String invariant, String what);
}
