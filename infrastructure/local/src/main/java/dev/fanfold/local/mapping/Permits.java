package dev.fanfold.local.mapping;

import java.util.concurrent.Semaphore;

/// Permits to start an invocation; they limit the concurrent invocations of a mapping.
final class Permits {
    private final Semaphore free;

    Permits(int max) {
        this.free = new Semaphore(max);
    }

    /// Takes up to `max` permits, and waits until at least one is free.
    int take(int max) throws InterruptedException {
        free.acquire();
        int more = 0;
        while (more < max - 1 && free.tryAcquire()) {
            more++;
        }
        return 1 + more;
    }

    /// Returns permits that were taken.
    void release(int count) {
        free.release(count);
    }
}
