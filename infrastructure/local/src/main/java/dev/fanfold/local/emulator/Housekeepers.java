package dev.fanfold.local.emulator;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/// The housekeeping threads of DynamoDB Local, in a thread group of their own.
///
/// These threads are not daemons, and they sleep for up to ten seconds even after DynamoDB Local
/// was shut down. They would keep the JVM running. The thread group makes it possible to interrupt
/// them.
final class Housekeepers {
    private static final Duration MAX_WAIT = Duration.ofSeconds(10);
    private final ThreadGroup group = new ThreadGroup("dynamodb");

    /// Runs `work` in the group, so that the threads that it starts belong to the group.
    <T> T run(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        new Thread(group, task, "dynamodb start").start();
        return task.get();
    }

    void stop() throws InterruptedException {
        long end = System.nanoTime() + MAX_WAIT.toNanos();
        while (isAnyAlive() && System.nanoTime() < end) {
            group.interrupt();
            Thread.sleep(5);
        }
    }

    private boolean isAnyAlive() {
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
