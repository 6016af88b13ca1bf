package dev.fanfold.aws;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that is created when it is first needed, and then kept.
final class Lazy<T> implements Supplier<T> {
    private final Supplier<T> factory;
    private @Nullable T value;

    Lazy(Supplier<T> factory) {
        this.factory = factory;
    }

    @Override
    public synchronized T get() {
        T current = value;
        if (current == null) {
            current = factory.get();
            value = current;
        }
        return current;
    }
}
