package dev.fanfold.local.function;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.fanfold.lambda.InvocationOutcome;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// One execution environment: a handler instance on a thread of its own. Once dead it stays dead:
/// AWS clients refuse to work for any thread that it started, and whatever the handler returns is
/// not heard.
final class Environment {
    /// The environment that the current thread, or the thread that started it, works for.
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

    /// A moment at which machines fail: this one dies now if its invocation is doomed to.
    void moment() {
        Invocation now = running;
        if (now != null && now.isLastMoment()) {
            pool.kill(this, now, KILLED);
        }
    }

    /// Ends it and what it runs now.
    ///
    /// @return false if there was nothing left to end
    boolean killRunning(String why) {
        Invocation interrupted = running;
        return interrupted != null && kill(interrupted, why);
    }

    /// Ends it with this invocation, unless the invocation has ended.
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

    /// Says so if it is dead and does not end.
    void complain() {
        if (thread.isAlive()) {
            pool.say(
                    "the thread "
                            + thread.getName()
                            + " is dead and ignores its interrupt; it reaches nothing, but it burns this"
                            + " machine's time");
        }
    }

    /// Waits for its end, no longer than until this time.
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
                // Killed, or a stray interrupt of an earlier invocation: the loop's condition
                // tells.
            }
        }
        close();
    }

    // On Lambda a handler may never be closed. Here the process lives on, and what the handler
    // holds
    // would live with it.
    private void close() {
        boolean ignored =
                Thread.interrupted(); // it told of the end, and would cut the closing short
        if (handler instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Throwable failed) {
                pool.say("its handler could not be closed: " + Traces.of(failed));
            }
        }
    }

    private void run(Invocation invocation) {
        InvocationOutcome outcome = outcome(invocation);
        if (invocation.isDoomed()) {
            pool.kill(this, invocation, KILLED);
        }
        if (!invocation.claim()) {
            dead = true; // whoever claimed it is about to say so too
            return;
        }
        running = null;
        pool.rest(this);
        try {
            invocation.end(outcome);
        } catch (Throwable defect) { // of whoever listens: this thread has to hear the next event
            thread.getUncaughtExceptionHandler().uncaughtException(thread, defect);
        }
    }

    // The single boundary where whatever a handler throws becomes an outcome.
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
