package dev.fanfold.cli.outputs;

/// Waits before an output is opened again.
interface Pause {
    /// Waits after a failed stream.
    ///
    /// @param failures the number of failed streams in succession, from 1
    void after(int failures) throws InterruptedException;
}
