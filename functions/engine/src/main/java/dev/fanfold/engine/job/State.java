package dev.fanfold.engine.job;

/// Where a job is in its life.
public enum State {
    /// Known, not yet planned.
    ACCEPTED,
    /// Planned; its tasks are being sent.
    DISPATCHING,
    /// All tasks are sent.
    RUNNING,
    /// Every task is done or lost; the answer is being made.
    FINISHING,
    /// Nothing lost, ledger balanced.
    SUCCEEDED,
    /// Losses within what it tolerates; what is missing is listed.
    PARTIAL,
    /// It ended without an answer.
    FAILED,
    /// Somebody ended it.
    CANCELLED;

    public boolean isTerminal() {
        return compareTo(SUCCEEDED) >= 0;
    }
}
