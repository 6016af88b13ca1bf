package dev.fanfold.engine.arrival;

import dev.fanfold.workload.InvalidInputException;

/// An idempotency key that its owner gave to another request before.
public final class KeyTakenException extends InvalidInputException {
    private static final long serialVersionUID = 1;

    public KeyTakenException(String key, JobId job) {
        super(
                "the key \"%s\" stands for another request already, that of job %s: give a new request a new key"
                        .formatted(key, job));
    }
}
