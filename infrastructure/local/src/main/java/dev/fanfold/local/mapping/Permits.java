package dev.fanfold.local.mapping;

import java.util.concurrent.Semaphore;

/// The number of invocations that a mapping may still start.
final class Permits {
    private final Semaphore free;

    Permits(int max) {
        this.free = new Semaphore(max);
    }

    /// Waits for one permit, and takes up to `most` if more are free.
    int take(int max) throws InterruptedException {
        free.acquire();
        int more = 0;
        while (more < max - 1 && free.tryAcquire()) {
            more++;
        }
        return 1 + more;
    }

    void give(int back) {
        free.release(back);
    }
}
