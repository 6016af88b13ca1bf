package dev.fanfold.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.local.template.Api;
import java.util.concurrent.atomic.AtomicLong;
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

    private static int taken(TokenBucket bucket) {
        int taken = 0;
        while (bucket.take()) {
            taken++;
        }
        return taken;
    }
}
