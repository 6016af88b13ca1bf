package dev.fanfold.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Long work that ends early when the process is told to stop, by Ctrl-C or a signal, and first
/// says what it has come to; the JVM then ends the process with 128 and the signal's number.
final class InterruptibleWork implements AutoCloseable {
    private static final long MAX_SECONDS = 30;
    private final CountDownLatch said = new CountDownLatch(1);
    private final Thread hook = new Thread(this::ask, "cut");
    private volatile boolean asked;

    InterruptibleWork() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// Whether to end now.
    boolean isAsked() {
        return asked;
    }

    /// All is said.
    @Override
    public void close() {
        said.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException onItsWayOut) {
            // and the hook no longer waits
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
