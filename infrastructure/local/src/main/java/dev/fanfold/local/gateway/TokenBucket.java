package dev.fanfold.local.gateway;

import dev.fanfold.template.Api;
import java.util.function.LongSupplier;

/// As many requests at once as its size, and after that at its rate.
final class TokenBucket {
    private final double perNano;
    private final int size;
    private final LongSupplier nanos;
    private double tokens;
    private long filled;

    /// @param nanos a clock such as [System#nanoTime()]
    TokenBucket(Api.Throttle throttle, LongSupplier nanos) {
        this.perNano = throttle.rate() / 1e9;
        this.size = throttle.burst();
        this.nanos = nanos;
        this.tokens = size;
        this.filled = nanos.getAsLong();
    }

    /// Whether there was a token left.
    synchronized boolean take() {
        long now = nanos.getAsLong();
        tokens = Math.min(size, tokens + (now - filled) * perNano);
        filled = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
