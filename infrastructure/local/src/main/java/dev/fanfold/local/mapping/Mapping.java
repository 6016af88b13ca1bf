package dev.fanfold.local.mapping;

/// An event source of a function. It runs until it is closed.
public interface Mapping extends AutoCloseable {
    @Override
    void close();
}
