package dev.fanfold.aws;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.port.DispatchQueue;

/// The dispatch queue of a function that never sends to it and whose role may not.
final class NoDispatchQueue implements DispatchQueue {
    @Override
    public void send(JobId job) {
        throw absent("asks for job " + job);
    }

    @Override
    public long depth() {
        throw absent("looks at it");
    }

    private static IllegalStateException absent(String what) {
        return new IllegalStateException(
                "this function was given no FANFOLD_DISPATCH_QUEUE_URL, and " + what);
    }
}
