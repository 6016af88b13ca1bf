package dev.fanfold.local.function;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.fanfold.lambda.InvocationOutcome;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// One execution environment: a handler instance on its own thread.
///
/// A killed environment is dead and never used again. AWS clients throw in all threads that it
/// started, and its handler's result is ignored.
final class Environment {
    /// The environment of the current thread or of the thread that started it.
    private static final ThreadLocal<@Nullable Environment> CURRENT =
            new InheritableThreadLocal<>();

    private static final String KILLED = "killed by chaos";

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

    /// Called before and after each service call. Kills this environment if its invocation must be
    /// killed at this point.
    void passKillPoint() {
        Invocation current = running;
        if (current != null && current.passKillPoint()) {
            pool.kill(this, current, KILLED);
        }
    }

    /// Kills this environment and its running invocation.
    ///
    /// @return false if no invocation was running
    boolean killRunning(String reason) {
        Invocation interrupted = running;
        return interrupted != null && kill(interrupted, reason);
    }

    /// Kills this environment and its invocation, unless the invocation has ended.
    boolean kill(Invocation invocation, String reason) {
        if (!invocation.claim()) {
            return false;
        }
        kill();
        invocation.end(new InvocationOutcome.Died(reason));
        return true;
    }

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
                // Killed, or interrupted late by an earlier invocation. `dead` tells which.
            }
        }
        close();
    }

    // Lambda ends the process instead of closing the handler. Here the process continues, so the
    // handler's resources would leak.
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
        InvocationOutcome outcome = outcome(invocation);
        if (invocation.isDoomed()) {
            pool.kill(this, invocation, KILLED);
        }
        if (!invocation.claim()) {
            dead = true; // the thread that claimed the end kills it too
            return;
        }
        running = null;
        pool.markIdle(this);
        try {
            invocation.end(outcome);
        } catch (Throwable defect) { // in a listener; the thread must survive
            thread.getUncaughtExceptionHandler().uncaughtException(thread, defect);
        }
    }

    // The only place that converts what a handler throws to an outcome.
    private InvocationOutcome outcome(Invocation invocation) {
        try {
            RequestHandler<Object, Object> instance = handler;
            if (instance == null) {
                thread.setContextClassLoader(pool.classes());
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
