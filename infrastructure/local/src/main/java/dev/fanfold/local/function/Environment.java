package dev.fanfold.local.function;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One execution environment: a handler instance on a thread of its own. Once dead it stays dead:
/// AWS clients refuse to work for any thread that it started, and whatever the handler returns is
/// not heard.
final class Environment {
    /// The environment that the current thread, or the thread that started it, works for.
    private static final ThreadLocal<@Nullable Environment> CURRENT =
            new InheritableThreadLocal<>();

    private final FunctionPool pool;
    private final Thread thread;
    private final BlockingQueue<Invocation> next = new LinkedBlockingQueue<>();
    private @Nullable RequestHandler<Object, Object> handler;
    private volatile @Nullable Invocation running;
    private volatile boolean dead;

    Environment(FunctionPool pool, int number) {
        this.pool = pool;
        this.thread =
                Thread.ofPlatform()
                        .daemon()
                        .name(pool.name() + "#" + number)
                        .inheritInheritableThreadLocals(false)
                        .unstarted(this::live);
        thread.setContextClassLoader(pool.classes());
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

    boolean isBusy() {
        return running != null;
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

    /// Ends it now. A running invocation is over, with `why` as its reason.
    void kill(String why) {
        dead = true;
        Invocation interrupted = running;
        thread.interrupt();
        if (interrupted != null) {
            interrupted.end(new Outcome.Died(why));
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
    }

    private void run(Invocation invocation) {
        Outcome outcome = outcome(invocation);
        running = null;
        if (!dead) {
            pool.rest(this);
        }
        invocation.end(outcome);
    }

    // The single boundary where whatever a handler throws becomes an outcome.
    @SuppressWarnings("PMD.AvoidCatchingThrowable")
    private Outcome outcome(Invocation invocation) {
        try {
            if (handler == null) {
                handler = pool.newHandler();
            }
            return new Outcome.Returned(
                    handler.handleRequest(invocation.event(), invocation.context()));
        } catch (Throwable thrown) {
            return new Outcome.Threw(thrown);
        }
    }

    /// One event on its way through an environment.
    record Invocation(Object event, InvocationContext context, Ending ending) {
        void end(Outcome outcome) {
            ending.end(outcome);
        }
    }

    /// What follows an invocation; only the first end counts.
    static final class Ending {
        private @Nullable Consumer<Outcome> then;

        Ending(Consumer<Outcome> then) {
            this.then = then;
        }

        void end(Outcome outcome) {
            Consumer<Outcome> once;
            synchronized (this) {
                once = then;
                then = null;
            }
            if (once != null) {
                once.accept(outcome);
            }
        }
    }
}
