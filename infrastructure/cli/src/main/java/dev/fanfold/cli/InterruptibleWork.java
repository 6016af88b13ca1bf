package dev.fanfold.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets long work print its result before Ctrl-C or a signal ends the process.
///
/// The JVM then exits with 128 plus the signal's number.
final class InterruptibleWork implements AutoCloseable {
    private static final long MAX_SECONDS = 30;
    private final CountDownLatch said = new CountDownLatch(1);
    private final Thread hook = new Thread(this::ask, "cut");
    private volatile boolean asked;

    InterruptibleWork() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// Whether the work should stop now.
    boolean isAsked() {
        return asked;
    }

    /// The result is printed: the process may end.
    @Override
    public void close() {
        said.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException onItsWayOut) {
            // the JVM is shutting down, and the hook no longer waits
        }
    }

    private void ask() {
        asked = true;
        try {
            boolean ignored = said.await(MAX_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
