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
/// It ends once: the handler returns or throws, or the environment is killed. The thread that calls
/// [#claim] first decides the outcome.
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

    /// @param killAtLimit the timer that kills the environment at the function's time limit
    void setTimer(Future<?> killAtLimit) {
        timer = killAtLimit;
    }

    /// Decides that this invocation will be killed, together with its environment.
    ///
    /// Kill points are the moments just before and just after each service call. If the handler
    /// ends before it has passed enough of them, the invocation is killed then.
    ///
    /// @param killPoints how many kill points the invocation passes before it is killed at the next
    void killAfter(int killPoints) {
        killPointsLeft = new AtomicInteger(killPoints);
    }

    /// Whether [#killAfter] was called.
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

    /// Claims the right to end this invocation. Only the first caller gets it, and must then call
    /// [#end].
    boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    /// Cancels the timer and reports the outcome.
    void end(InvocationOutcome outcome) {
        Future<?> pending = timer;
        if (pending != null) {
            pending.cancel(false);
        }
        onEnd.accept(outcome);
    }
}
