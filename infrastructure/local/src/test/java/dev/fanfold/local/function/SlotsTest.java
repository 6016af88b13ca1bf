package dev.fanfold.local.function;

import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/// The slots of a function, used by several threads in many interleavings.
class SlotsTest {
    private static final int LIMIT = 2;

    @Test
    void theLimitIsNeverExceededAndNoCallIsForgotten() {
        new ModelCheckingOptions()
                .iterations(10)
                .invocationsPerIteration(1000)
                .threads(3)
                .actorsPerThread(2)
                .actorsBefore(0)
                .actorsAfter(0)
                .check(Calls.class);
    }

    /// Calls that end immediately.
    ///
    /// A thread that frees a slot runs the waiting calls, as the pool does.
    public static class Calls {
        private final Slots<Integer> slots = new Slots<>(LIMIT);
        private final AtomicInteger started = new AtomicInteger();
        private final AtomicInteger ended = new AtomicInteger();

        @Operation
        public boolean isQueuedAndWithinTheLimit() {
            started.incrementAndGet();
            slots.queue(1);
            boolean within = true;
            for (Integer call = slots.next(); call != null; call = slots.next()) {
                within &= slots.inUse() <= LIMIT;
                end();
            }
            return within;
        }

        @Operation
        public boolean isTakenWithinTheLimit() {
            if (!slots.tryTake()) {
                return true;
            }
            started.incrementAndGet();
            boolean within = slots.inUse() <= LIMIT;
            end();
            for (Integer call = slots.next(); call != null; call = slots.next()) {
                end();
            }
            return within;
        }

        private void end() {
            ended.incrementAndGet();
            slots.free();
        }

        @Validate
        public void isQuiet() {
            if (slots.inUse() != 0 || started.get() != ended.get()) {
                throw new AssertionError(
                        slots.inUse() + " taken, " + ended + " of " + started + " calls ended");
            }
        }
    }
}
