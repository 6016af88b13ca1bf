package dev.fanfold.engine.arrival;

import dev.fanfold.workload.InvalidInputException;

/// An idempotency key that its owner has used for another request.
public final class KeyTakenException extends InvalidInputException {
    private static final long serialVersionUID = 1;

    public KeyTakenException(String key, JobId job) {
        super(
                "the key \"%s\" already belongs to another request, that of job %s: use a new key for a new request"
                        .formatted(key, job));
    }
}
