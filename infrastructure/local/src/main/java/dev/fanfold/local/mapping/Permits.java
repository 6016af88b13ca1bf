package dev.fanfold.local.mapping;

import java.util.concurrent.Semaphore;

/// How many invocations a mapping may still start.
final class Permits {
    private final Semaphore free;

    Permits(int most) {
        this.free = new Semaphore(most);
    }

    /// Waits for one, and takes up to `most` if there are more.
    int take(int most) throws InterruptedException {
        free.acquire();
        int more = 0;
        while (more < most - 1 && free.tryAcquire()) {
            more++;
        }
        return 1 + more;
    }

    void give(int back) {
        free.release(back);
    }
}
