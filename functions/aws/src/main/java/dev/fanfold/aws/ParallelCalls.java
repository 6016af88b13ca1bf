package dev.fanfold.aws;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Calls on threads of their own, and pauses in real time.
final class ParallelCalls implements Calls {
    // Not a seeded generator, because environments restored from one snapshot would pause equally
    // long.
    private static final RandomGenerator JITTER = new SecureRandom();

    @Override
    public <T> void forEach(List<T> each, int width, Consumer<T> what) {
        if (each.size() <= 1) {
            each.forEach(what);
            return;
        }
        try (ExecutorService threads =
                Executors.newFixedThreadPool(
                        Math.min(width, each.size()), Thread.ofVirtual().factory())) {
            List<? extends Future<?>> calls =
                    each.stream().map(one -> threads.submit(() -> what.accept(one))).toList();
            RuntimeException failure = null;
            for (Future<?> call : calls) {
                failure = both(failure, failureOf(call));
            }
            if (failure != null) {
                throw failure;
            }
        }
    }

    private static @Nullable RuntimeException failureOf(Future<?> call) {
        try {
            call.get();
            return null;
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case Error error -> throw error;
                case RuntimeException failure -> failure;
                case null, default -> new IllegalStateException(e);
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during calls", e);
        }
    }

    private static @Nullable RuntimeException both(
            @Nullable RuntimeException first, @Nullable RuntimeException other) {
        if (first == null) {
            return other;
        }
        if (other != null) {
            first.addSuppressed(other);
        }
        return first;
    }

    @Override
    public void pause(Duration max) {
        try {
            Thread.sleep(JITTER.nextLong(max.toMillis()) + 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before calls were retried", e);
        }
    }
}
