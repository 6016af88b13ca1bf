package dev.fanfold.engine.job;

/// The state of a job.
public enum State {
    /// The job is stored; its round is not planned yet.
    ACCEPTED,
    /// The round is planned; its tasks are being sent.
    DISPATCHING,
    /// All tasks are sent, or a redrive resends the lost and missing ones.
    RUNNING,
    /// Every task of the round is done or lost; a worker makes the answer, or asks for the next
    /// round.
    FINISHING,
    /// The answer is written, the ledger balances, and no more records are rejected than allowed.
    SUCCEEDED,
    /// The answer is written, but tasks are lost, or more records are rejected than allowed, or all
    /// records are.
    ///
    /// The job tolerates the losses. The ledger lists losses and rejections.
    PARTIAL,
    /// The job ended without an answer.
    FAILED,
    /// A caller cancelled the job.
    CANCELLED;

    /// Whether the job has ended. A redrive may open it again, unless it is CANCELLED.
    public boolean isTerminal() {
        return compareTo(SUCCEEDED) >= 0;
    }
}
