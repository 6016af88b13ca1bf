package dev.fanfold.local.emulator;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/// The threads that DynamoDB Local keeps for its own housekeeping. They are no daemons, sleep for
/// up to ten seconds and outlive its shutdown, so that a JVM could not end: here they are in a
/// group of their own, and are sent home.
final class Housekeepers {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private final ThreadGroup group = new ThreadGroup("dynamodb");

    /// Runs `work`; the threads that it makes are of the group.
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
