package dev.fanfold.local.function;

import dev.fanfold.lambda.InvocationContext;
import dev.fanfold.lambda.InvocationOutcome;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One event on its way through an environment. It ends once: whoever claims its end, the handler
/// that returned or whoever killed it, says how.
final class Invocation {
    private final Object event;
    private final InvocationContext context;
    private final Consumer<InvocationOutcome> then;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private volatile @Nullable Future<?> limit;
    private volatile @Nullable AtomicInteger momentsLeft;

    Invocation(Object event, InvocationContext context, Consumer<InvocationOutcome> then) {
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

    /// It is to die with its environment.
    ///
    /// @param moments after how many of them
    void doom(int moments) {
        momentsLeft = new AtomicInteger(moments);
    }

    boolean isDoomed() {
        return momentsLeft != null;
    }

    /// A moment at which machines fail; whether this one does.
    boolean isLastMoment() {
        AtomicInteger left = momentsLeft;
        return left != null && left.getAndDecrement() == 0;
    }

    /// Whether the caller is the first, who then has to [#end].
    boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    void end(InvocationOutcome outcome) {
        Future<?> pending = limit;
        if (pending != null) {
            pending.cancel(false);
        }
        then.accept(outcome);
    }
}
