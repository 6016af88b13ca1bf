package dev.fanfold.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.template.Api;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/// A throttle on a clock that stands still until it is moved.
class TokenBucketTest {
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - SECOND);

    @Test
    void itHoldsItsBurstAndFillsAtItsRate() {
        TokenBucket bucket = new TokenBucket(new Api.Throttle(10, 3), clock::get);

        assertThat(taken(bucket)).isEqualTo(3);
        clock.addAndGet(SECOND / 5);
        assertThat(taken(bucket)).isEqualTo(2);
        clock.addAndGet(60 * SECOND); // the clock overflows on the way, as it may
        assertThat(taken(bucket)).isEqualTo(3);
    }

    @Test
    void oneWithoutABurstTakesNothing() {
        TokenBucket bucket = new TokenBucket(new Api.Throttle(10, 0), clock::get);
        clock.addAndGet(SECOND);

        assertThat(taken(bucket)).isZero();
    }

    @Test
    void aTokenIsTakenOnceHoweverManyAskForIt() {
        new ModelCheckingOptions()
                .iterations(5)
                .invocationsPerIteration(100)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(1)
                .actorsAfter(1)
                .check(Asked.class);
    }

    /// A bucket and its clock, asked and moved by several threads.
    public static class Asked {
        private final AtomicLong clock = new AtomicLong();
        private final TokenBucket bucket = new TokenBucket(new Api.Throttle(10, 2), clock::get);

        @Operation
        public boolean take() {
            return bucket.take();
        }

        @Operation
        public void pass() {
            clock.addAndGet(SECOND / 10);
        }
    }

    private static int taken(TokenBucket bucket) {
        int taken = 0;
        while (bucket.take()) {
            taken++;
        }
        return taken;
    }
}
