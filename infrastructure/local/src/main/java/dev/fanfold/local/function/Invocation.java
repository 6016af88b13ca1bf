package dev.fanfold.local.function;

import dev.fanfold.lambda.InvocationContext;
import dev.fanfold.lambda.InvocationOutcome;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One event in an environment.
///
/// It ends once. The first to claim its end decides the outcome: the handler's return or a kill.
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

    /// @param end the timer that ends it at its time limit
    void limitedBy(Future<?> end) {
        limit = end;
    }

    /// Lets it die with its environment.
    ///
    /// @param moments the number of moments until then
    void doom(int moments) {
        momentsLeft = new AtomicInteger(moments);
    }

    boolean isDoomed() {
        return momentsLeft != null;
    }

    /// Counts a moment at which environments may die; whether this one dies.
    boolean isLastMoment() {
        AtomicInteger left = momentsLeft;
        return left != null && left.getAndDecrement() == 0;
    }

    /// Claims its end. Only the first caller succeeds, and must then call [#end].
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
