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

/// Runs the calls on virtual threads, or a single call on the calling thread, and pauses in real
/// time.
final class ParallelCalls implements Calls {
    // Not a seeded generator, because environments restored from one snapshot would pause equally
    // long.
    private static final RandomGenerator JITTER = new SecureRandom();

    @Override
    public <T> void forEach(List<T> arguments, int width, Consumer<T> call) {
        if (arguments.size() <= 1) {
            arguments.forEach(call);
            return;
        }
        try (ExecutorService threads =
                Executors.newFixedThreadPool(
                        Math.min(width, arguments.size()), Thread.ofVirtual().factory())) {
            List<? extends Future<?>> futures =
                    arguments.stream()
                            .map(argument -> threads.submit(() -> call.accept(argument)))
                            .toList();
            RuntimeException failure = null;
            for (Future<?> future : futures) {
                failure = combined(failure, awaitFailure(future));
            }
            if (failure != null) {
                throw failure;
            }
        }
    }

    // Waits for the end of the call. Returns the exception that it threw, or null, and throws an
    // error that it threw.
    private static @Nullable RuntimeException awaitFailure(Future<?> future) {
        try {
            future.get();
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

    private static @Nullable RuntimeException combined(
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
