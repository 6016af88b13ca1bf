package dev.fanfold.aws;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Calls that wait on the network, several at once. All have ended when this returns.
final class InParallel {
    private InParallel() {}

    /// Does `what` with each, at most `width` at once.
    ///
    /// @throws RuntimeException the first that one of them threw, the others suppressed in it
    static <T> void forEach(List<T> each, int width, Consumer<T> what) {
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
            throw new IllegalStateException("interrupted while calls were under way", e);
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
}
