package dev.fanfold.engine.job;

/// The state of a job.
public enum State {
    /// Known, not planned yet.
    ACCEPTED,
    /// Planned; its tasks are being sent.
    DISPATCHING,
    /// All tasks are sent.
    RUNNING,
    /// Every task is done or lost; the answer is being made.
    FINISHING,
    /// Nothing is lost, the ledger balances, and few enough records are rejected.
    SUCCEEDED,
    /// It has an answer, but tasks are lost or too many records are rejected.
    ///
    /// The job tolerates the losses. Losses and rejections are listed.
    PARTIAL,
    /// It ended without an answer.
    FAILED,
    /// It was cancelled.
    CANCELLED;

    public boolean isTerminal() {
        return compareTo(SUCCEEDED) >= 0;
    }
}
