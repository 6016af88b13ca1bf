package dev.fanfold.cli.application;

import dev.fanfold.engine.Dispatcher;
import dev.fanfold.engine.JobQueries;
import dev.fanfold.engine.OutputQueries;

/// A running application, to which jobs can be submitted.
public interface Application extends AutoCloseable {
    /// Submits and cancels jobs.
    Dispatcher dispatcher();

    /// Reads jobs and their answers.
    JobQueries jobQueries();

    /// Reads the outputs of jobs.
    OutputQueries outputQueries();

    /// The usage since the application's start.
    Usage usage();

    /// Stops everything and deletes its temporary files. A second call has no effect.
    @Override
    void close();
}
