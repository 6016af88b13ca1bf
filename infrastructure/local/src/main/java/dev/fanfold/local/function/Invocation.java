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
/// It ends once: the handler returns, or the environment is killed. The thread that calls [#claim]
/// first decides the outcome.
final class Invocation {
    private final Object event;
    private final InvocationContext context;
    private final Consumer<InvocationOutcome> onEnd;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private volatile @Nullable Future<?> timer;
    private volatile @Nullable AtomicInteger killPointsLeft;

    Invocation(Object event, InvocationContext context, Consumer<InvocationOutcome> onEnd) {
        this.event = event;
        this.context = context;
        this.onEnd = onEnd;
    }

    Object event() {
        return event;
    }

    InvocationContext context() {
        return context;
    }

    /// @param limit the timer that ends the invocation at its time limit
    void setTimer(Future<?> limit) {
        timer = limit;
    }

    /// Decides that this invocation will be killed, together with its environment.
    ///
    /// A kill point is just before or just after a service call, where an environment can be
    /// killed.
    ///
    /// @param killPoints the number of kill points to pass before
    void killAfter(int killPoints) {
        killPointsLeft = new AtomicInteger(killPoints);
    }

    boolean isDoomed() {
        return killPointsLeft != null;
    }

    /// Passes one kill point.
    ///
    /// @return whether the invocation must be killed here
    boolean passKillPoint() {
        AtomicInteger left = killPointsLeft;
        return left != null && left.getAndDecrement() == 0;
    }

    /// Claims its end. Only the first caller succeeds, and must then call [#end].
    boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    void end(InvocationOutcome outcome) {
        Future<?> pending = timer;
        if (pending != null) {
            pending.cancel(false);
        }
        onEnd.accept(outcome);
    }
}
