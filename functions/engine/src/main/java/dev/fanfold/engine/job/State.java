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
    /// Nothing lost, ledger balanced, no more rejected than it allows.
    SUCCEEDED,
    /// It has an answer, but lost tasks within what it tolerates, or rejected more records than it
    /// allows; both are listed.
    PARTIAL,
    /// It ended without an answer.
    FAILED,
    /// Somebody ended it.
    CANCELLED;

    public boolean isTerminal() {
        return compareTo(SUCCEEDED) >= 0;
    }
}
