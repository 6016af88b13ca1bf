package dev.fanfold.local.function;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.fanfold.lambda.InvocationOutcome;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// One execution environment: a handler instance on its own thread.
///
/// A dead environment stays dead. AWS clients refuse to work for any thread that it started, and
/// the handler's result is ignored.
final class Environment {
    /// The environment of the current thread or of the thread that started it.
    private static final ThreadLocal<@Nullable Environment> CURRENT =
            new InheritableThreadLocal<>();

    private static final String KILLED = "killed by chaos";

    private final FunctionPool pool;
    private final int number;
    private final Thread thread;
    private final BlockingQueue<Invocation> next = new LinkedBlockingQueue<>();
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
                        .unstarted(this::live);
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
        next.add(invocation);
    }

    /// A moment at which a doomed invocation may die with its environment.
    void moment() {
        Invocation now = running;
        if (now != null && now.isLastMoment()) {
            pool.kill(this, now, KILLED);
        }
    }

    /// Kills it and its running invocation.
    ///
    /// @return false if no invocation was running
    boolean killRunning(String why) {
        Invocation interrupted = running;
        return interrupted != null && kill(interrupted, why);
    }

    /// Kills it with this invocation, unless the invocation has ended.
    boolean kill(Invocation invocation, String why) {
        if (!invocation.claim()) {
            return false;
        }
        kill();
        invocation.end(new InvocationOutcome.Died(why));
        return true;
    }

    void kill() {
        dead = true;
        thread.interrupt();
    }

    /// Logs a warning if the thread is still alive.
    void complain() {
        if (thread.isAlive()) {
            pool.say(
                    "the thread "
                            + thread.getName()
                            + " is dead and ignores its interrupt; it cannot reach any service, but it uses"
                            + " CPU time");
        }
    }

    /// Waits for its end, at most until this `System.nanoTime()`.
    void awaitEnd(long until) {
        try {
            Duration left = Duration.ofNanos(until - System.nanoTime());
            boolean ignored = left.isPositive() && thread.join(left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void live() {
        CURRENT.set(this);
        while (!dead) {
            try {
                run(next.take());
            } catch (InterruptedException woken) {
                // Killed, or interrupted late by an earlier invocation. The loop condition decides.
            }
        }
        close();
    }

    // Lambda may never close a handler. Here the process continues, and the handler's resources
    // would leak.
    private void close() {
        boolean ignored = Thread.interrupted(); // a pending interrupt would disturb the closing
        if (handler instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Throwable failed) {
                pool.say("the handler could not be closed: " + Traces.of(failed));
            }
        }
    }

    private void run(Invocation invocation) {
        InvocationOutcome outcome = outcome(invocation);
        if (invocation.isDoomed()) {
            pool.kill(this, invocation, KILLED);
        }
        if (!invocation.claim()) {
            dead = true; // the claimer kills it and is about to set this too
            return;
        }
        running = null;
        pool.rest(this);
        try {
            invocation.end(outcome);
        } catch (Throwable defect) { // in a listener; this thread must run the next event
            thread.getUncaughtExceptionHandler().uncaughtException(thread, defect);
        }
    }

    // The single place where everything a handler throws becomes an outcome.
    private InvocationOutcome outcome(Invocation invocation) {
        try {
            RequestHandler<Object, Object> ready = handler;
            if (ready == null) {
                thread.setContextClassLoader(pool.classes());
                ready = pool.newHandler(number);
                handler = ready;
            }
            return new InvocationOutcome.Returned(
                    ready.handleRequest(invocation.event(), invocation.context()));
        } catch (Throwable thrown) {
            return new InvocationOutcome.Threw(thrown);
        }
    }
}
