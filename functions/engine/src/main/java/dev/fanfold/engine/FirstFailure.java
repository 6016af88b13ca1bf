package dev.fanfold.engine;

import org.jspecify.annotations.Nullable;

/// Runs the work of several jobs, even if one of them throws.
///
/// [#rethrow] throws the first exception, with the others as suppressed exceptions. An error of the
/// environment, for example a lack of memory, is thrown immediately.
final class FirstFailure {
    private @Nullable Throwable first;

    /// Runs the work of one job, and keeps what it throws.
    void run(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | StackOverflowError e) {
            add(e);
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Error e) {
            add(e);
        }
    }

    @SuppressWarnings("ReferenceEquality") // a throwable cannot suppress the same instance
    private void add(Throwable thrown) {
        if (first == null) {
            first = thrown;
        } else if (first != thrown) {
            first.addSuppressed(thrown);
        }
    }

    /// Throws the first exception, if there was one.
    void rethrow() {
        switch (first) {
            case null -> {}
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }
}
