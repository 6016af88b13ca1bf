package dev.fanfold.aws;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.port.DispatchQueue;
import java.time.Duration;

/// The dispatch queue of a function that must not use it, and whose role does not allow it to.
final class NoDispatchQueue implements DispatchQueue {
    @Override
    public void send(JobId job, int round, Duration delay) {
        throw missing("sends job " + job);
    }

    @Override
    public long depth() {
        throw missing("reads its depth");
    }

    private static IllegalStateException missing(String use) {
        return new IllegalStateException(
                "this function has no FANFOLD_DISPATCH_QUEUE_URL or FANFOLD_APPLICATION, but "
                        + use);
    }
}
