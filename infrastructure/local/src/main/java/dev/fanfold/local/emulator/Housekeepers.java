package dev.fanfold.local.emulator;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/// The housekeeping threads of DynamoDB Local, in a thread group of their own.
///
/// They are not daemons, sleep for up to ten seconds and outlive its shutdown, so the JVM could not
/// end. The thread group makes it possible to interrupt them.
final class Housekeepers {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private final ThreadGroup group = new ThreadGroup("dynamodb");

    /// Runs `work`. The threads that it starts belong to the group.
    <T> T raise(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        new Thread(group, task, "dynamodb start").start();
        return task.get();
    }

    void dismiss() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (remain() && System.nanoTime() < end) {
            group.interrupt();
            Thread.sleep(5);
        }
    }

    private boolean remain() {
        Thread[] all = new Thread[Math.max(16, group.activeCount() * 2)];
        int count = group.enumerate(all);
        for (int i = 0; i < count; i++) {
            if (!all[i].isDaemon()) {
                return true;
            }
        }
        return false;
    }
}
