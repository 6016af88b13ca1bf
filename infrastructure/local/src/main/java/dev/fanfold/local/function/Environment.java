package dev.fanfold.local.function;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.fanfold.lambda.InvocationOutcome;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// One execution environment: a handler instance on its own thread.
///
/// A killed environment is dead and never used again. In its thread, and in all threads that were
/// started from it, AWS clients throw [DeadEnvironmentException].
final class Environment {
    /// The environment whose handler runs on this thread, or started this thread.
    private static final ThreadLocal<@Nullable Environment> CURRENT =
            new InheritableThreadLocal<>();

    private static final String KILLED_BY_CHAOS = "killed by chaos";

    private final FunctionPool pool;
    private final int number;
    private final Thread thread;
    private final BlockingQueue<Invocation> invocations = new LinkedBlockingQueue<>();
    private @Nullable RequestHandler<Object, Object> handler;
    private volatile @Nullable Invocation running;
    private volatile boolean dead;

    Environment(FunctionPool pool, int number) {
        this.pool = pool;
        this.number = number;
        this.thread =
                Thread.ofPlatform()
                        .daemon()
                        .name(pool.name() + "#" + number)
                        .inheritInheritableThreadLocals(false)
                        .unstarted(this::runLoop);
    }

    /// The environment of the current thread; null if the thread does not belong to one.
    static @Nullable Environment current() {
        return CURRENT.get();
    }

    FunctionPool pool() {
        return pool;
    }

    boolean isDead() {
        return dead;
    }

    Thread thread() {
        return thread;
    }

    void start() {
        thread.start();
    }

    void invoke(Invocation invocation) {
        running = invocation;
        invocations.add(invocation);
    }

    /// Called before and after each service call. Kills this environment if the fault injector
    /// chose this point for it.
    void passKillPoint() {
        Invocation current = running;
        if (current != null && current.passKillPoint()) {
            pool.kill(this, current, KILLED_BY_CHAOS);
        }
    }

    /// Kills this environment and its running invocation.
    ///
    /// @return false if no invocation was running, so that nothing was killed
    boolean killRunning(String reason) {
        Invocation current = running;
        return current != null && kill(current, reason);
    }

    /// Kills this environment and its invocation, unless the invocation has ended.
    ///
    /// @return whether it was killed
    boolean kill(Invocation invocation, String reason) {
        if (!invocation.claim()) {
            return false;
        }
        kill();
        invocation.end(new InvocationOutcome.Died(reason));
        return true;
    }

    /// Kills this environment without ending its invocation.
    void kill() {
        dead = true;
        thread.interrupt();
    }

    /// Logs a warning if the thread is still alive.
    void warnIfAlive() {
        if (thread.isAlive()) {
            pool.log(
                    "the thread "
                            + thread.getName()
                            + " is dead and ignores its interrupt; it cannot reach any service, but it uses"
                            + " CPU time");
        }
    }

    /// Waits until the thread has ended.
    ///
    /// @param deadline the `System.nanoTime()` at which the wait ends
    void awaitEnd(long deadline) {
        try {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            boolean ignored = left.isPositive() && thread.join(left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runLoop() {
        CURRENT.set(this);
        while (!dead) {
            try {
                run(invocations.take());
            } catch (InterruptedException woken) {
                // If this environment is not dead, code of an earlier invocation interrupted it.
            }
        }
        close();
    }

    // Lambda does not close handlers: it ends their process. Here the process continues, so the
    // resources of a handler that is not closed would leak.
    private void close() {
        boolean ignored = Thread.interrupted(); // a pending interrupt would disturb the closing
        if (handler instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Throwable failed) {
                pool.log("the handler could not be closed: " + Traces.of(failed));
            }
        }
    }

    private void run(Invocation invocation) {
        InvocationOutcome outcome = runHandler(invocation);
        if (invocation.isDoomed()) { // it ended before the kill point that was chosen for it
            pool.kill(this, invocation, KILLED_BY_CHAOS);
        }
        if (!invocation.claim()) {
            dead = true; // the thread that claimed the end may not have set it yet
            return;
        }
        running = null;
        pool.markIdle(this);
        try {
            invocation.end(outcome);
        } catch (Throwable defect) { // in the receiver of the outcome; the thread must survive
            thread.getUncaughtExceptionHandler().uncaughtException(thread, defect);
        }
    }

    // Creates the handler before the first invocation. Converts all that a handler or its
    // constructor throws to an outcome.
    private InvocationOutcome runHandler(Invocation invocation) {
        try {
            RequestHandler<Object, Object> instance = handler;
            if (instance == null) {
                thread.setContextClassLoader(pool.codeLoader());
                instance = pool.newHandler(number);
                handler = instance;
            }
            return new InvocationOutcome.Returned(
                    instance.handleRequest(invocation.event(), invocation.context()));
        } catch (Throwable thrown) {
            return new InvocationOutcome.Threw(thrown);
        }
    }
}
