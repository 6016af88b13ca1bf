package dev.fanfold.cli.application;

import dev.fanfold.engine.Dispatcher;
import dev.fanfold.engine.JobQueries;

/// Dispatcher, workers and aggregator, running: jobs submitted to it are done.
public interface Application extends AutoCloseable {
    /// The front door.
    Dispatcher dispatcher();

    /// How its jobs stand.
    JobQueries jobQueries();

    /// What was used since it started.
    Usage usage();

    /// Stops everything and leaves nothing behind; again changes nothing.
    @Override
    void close();
}
