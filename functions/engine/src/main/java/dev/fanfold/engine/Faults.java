package dev.fanfold.engine;

import org.jspecify.annotations.Nullable;

/// Keeps jobs apart: what one of them throws is raised when all have had their turn.
final class Faults {
    private @Nullable RuntimeException first;

    void apart(Runnable turn) {
        try {
            turn.run();
        } catch (RuntimeException e) {
            if (first == null) {
                first = e;
            } else {
                first.addSuppressed(e);
            }
        }
    }

    void raise() {
        if (first != null) {
            throw first;
        }
    }
}
