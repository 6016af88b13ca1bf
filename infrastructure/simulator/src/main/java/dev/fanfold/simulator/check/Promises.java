package dev.fanfold.simulator.check;

/// Hears of promises that are not kept.
public interface Promises {
    /// One was not kept.
    ///
    /// @param invariant which, such as `I12`
    /// @param what happened instead
    void violated(String invariant, String what);

    /// Looks at something. What breaks the look itself is no failure of the function that is looked
    /// at: that would only try again.
    default void look(Runnable at) {
        try {
            at.run();
        } catch (RuntimeException e) {
            violated("defect", "of the simulator, or of the workload in a plain program: " + e);
        }
    }
}
