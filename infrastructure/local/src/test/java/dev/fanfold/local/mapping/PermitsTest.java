package dev.fanfold.local.mapping;

import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/// The permits of a mapping, used by several threads in many interleavings.
class PermitsTest {
    private static final int LIMIT = 2;

    @Test
    void theLimitIsNeverExceededAndEveryWaiterGetsAPermit() {
        new ModelCheckingOptions()
                .iterations(5)
                .invocationsPerIteration(100)
                .threads(3)
                .actorsPerThread(2)
                .actorsBefore(0)
                .actorsAfter(1)
                .check(Rounds.class);
    }

    /// Each operation must return true. If a permit got lost, a thread would wait forever.
    @Param(name = "max", gen = IntGen.class, conf = "1:3")
    public static class Rounds {
        private final Permits permits = new Permits(LIMIT);
        private final AtomicInteger inUse = new AtomicInteger();

        @Operation
        public boolean isWithinTheLimit(@Param(name = "max") int max) throws InterruptedException {
            int taken = permits.take(max);
            boolean within = inUse.addAndGet(taken) <= LIMIT && taken >= 1 && taken <= max;
            inUse.addAndGet(-taken);
            permits.release(taken);
            return within;
        }
    }
}
