package dev.fanfold.local.function;

import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One event on its way through an environment. It ends once: whoever claims its end, the handler
/// that returned or whoever killed it, says how.
final class Invocation {
    private final Object event;
    private final InvocationContext context;
    private final Consumer<Outcome> then;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private volatile @Nullable Future<?> limit;

    Invocation(Object event, InvocationContext context, Consumer<Outcome> then) {
        this.event = event;
        this.context = context;
        this.then = then;
    }

    Object event() {
        return event;
    }

    InvocationContext context() {
        return context;
    }

    /// @param end what ends it if nothing else does
    void limitedBy(Future<?> end) {
        limit = end;
    }

    /// Whether the caller is the first, who then has to [#end].
    boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    void end(Outcome outcome) {
        Future<?> pending = limit;
        if (pending != null) {
            pending.cancel(false);
        }
        then.accept(outcome);
    }
}
