package dev.fanfold.engine.arrival;

import dev.fanfold.workload.InvalidInputException;

/// The owner has used the idempotency key for another request.
public final class KeyTakenException extends InvalidInputException {
    private static final long serialVersionUID = 1;

    /// @param job the job of the other request
    public KeyTakenException(String key, JobId job) {
        super(
                "the key \"%s\" already belongs to another request, that of job %s: use a new key for a new request"
                        .formatted(key, job));
    }
}
