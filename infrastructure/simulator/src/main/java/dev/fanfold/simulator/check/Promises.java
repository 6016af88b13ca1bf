package dev.fanfold.simulator.check;

/// Receives broken promises.
public interface Promises {
    /// Records a broken promise.
    ///
    /// @param invariant the name of the promise, such as `I12`
    /// @param what a description of what happened instead
    void violated(String invariant, String what);

    /// Runs a check. An exception in the check itself is recorded as a violation, because the
    /// function under test would treat it as its own failure and retry.
    default void look(Runnable check) {
        try {
            check.run();
        } catch (RuntimeException e) {
            violated(
                    "defect",
                    "the check itself failed, in the simulator or in the workload as a plain program: "
                            + e);
        }
    }
}
