package dev.fanfold.cli.line;

import dev.fanfold.engine.Dispatcher;
import dev.fanfold.engine.Inquiries;

/// Dispatcher, workers and aggregator, running: jobs submitted to it are done.
public interface Line extends AutoCloseable {
    /// The front door.
    Dispatcher dispatcher();

    /// How its jobs stand.
    Inquiries inquiries();

    /// What was used since it started.
    Usage usage();

    /// Stops everything and leaves nothing behind; again changes nothing.
    @Override
    void close();
}
