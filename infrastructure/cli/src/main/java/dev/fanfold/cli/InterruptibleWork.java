package dev.fanfold.cli;

import java.util.concurrent.CountDownLatch;

/// Lets long work print its result before Ctrl-C or another signal ends the process.
///
/// A shutdown hook requests the stop and waits until [#close] is called. The JVM then exits with
/// 128 plus the signal's number. The hook itself has no time limit: if the work does not end in
/// time, [ForcedExit] halts the process and reports that.
final class InterruptibleWork implements AutoCloseable {
    private final CountDownLatch printed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::requestStop, "cut");
    private final Runnable onStop;
    private volatile boolean stopRequested;

    /// Work that calls [#isStopRequested()].
    InterruptibleWork() {
        this(() -> {});
    }

    private InterruptibleWork(Runnable onStop) {
        this.onStop = onStop;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// Work of this thread, which a signal interrupts.
    static InterruptibleWork ofThisThread() {
        return new InterruptibleWork(Thread.currentThread()::interrupt);
    }

    /// Whether the work should stop now.
    boolean isStopRequested() {
        return stopRequested;
    }

    /// Call it after the result was printed. The process may then end.
    @Override
    public void close() {
        printed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // the JVM is shutting down, and the hook no longer waits
        }
    }

    private void requestStop() {
        stopRequested = true;
        onStop.run();
        try {
            printed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
