package dev.fanfold.cli.line;

import dev.fanfold.engine.Dispatcher;
import dev.fanfold.engine.port.BlobStore;
import dev.fanfold.engine.port.JobStore;

/// Dispatcher, workers and aggregator, running: jobs submitted to it are done.
public interface Line extends AutoCloseable {
    /// The front door.
    Dispatcher dispatcher();

    JobStore jobs();

    BlobStore blobs();

    /// What was used since it started.
    Usage usage();

    /// Stops everything and leaves nothing behind; again changes nothing.
    @Override
    void close();
}
