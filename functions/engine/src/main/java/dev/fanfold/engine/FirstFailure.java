package dev.fanfold.engine;

import org.jspecify.annotations.Nullable;

/// Isolates jobs: what one of them throws is rethrown after all have run.
///
/// An error of the environment, for example a lack of memory, is thrown immediately.
final class FirstFailure {
    private @Nullable Throwable first;

    void isolate(Runnable turn) {
        try {
            turn.run();
        } catch (RuntimeException | StackOverflowError e) {
            add(e);
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Error e) {
            add(e);
        }
    }

    private void add(Throwable thrown) {
        if (first == null) {
            first = thrown;
        } else {
            first.addSuppressed(thrown);
        }
    }

    void raise() {
        switch (first) {
            case null -> {}
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }
}
