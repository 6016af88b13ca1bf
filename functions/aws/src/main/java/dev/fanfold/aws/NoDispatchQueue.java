package dev.fanfold.aws;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.port.DispatchQueue;

/// The dispatch queue of a function that never sends to it and whose role may not.
final class NoDispatchQueue implements DispatchQueue {
    @Override
    public void send(JobId job) {
        throw absent("sends job " + job);
    }

    @Override
    public long depth() {
        throw absent("reads its depth");
    }

    private static IllegalStateException absent(String what) {
        return new IllegalStateException(
                "this function has no FANFOLD_DISPATCH_QUEUE_URL, but " + what);
    }
}
