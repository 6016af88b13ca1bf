package dev.fanfold.local.mapping;

/// What feeds a function until it is closed.
public interface Mapping extends AutoCloseable {
    @Override
    void close();
}
