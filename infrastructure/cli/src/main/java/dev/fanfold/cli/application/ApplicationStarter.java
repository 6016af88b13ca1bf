package dev.fanfold.cli.application;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// Starts applications.
public interface ApplicationStarter {
    /// Starts the application of a template. When this method returns, jobs can be submitted.
    ///
    /// @param log receives the functions' log lines; any thread may call it
    /// @throws dev.fanfold.workload.InvalidInputException if the template is invalid, or does not
    ///   allow this number of workers
    Application start(Path template, ApplicationOptions options, Consumer<String> log);

    /// Starts the application without secrets.
    ///
    /// @param workers the maximum number of concurrent workers; empty for the template's
    default Application start(Path template, OptionalInt workers, Consumer<String> log) {
        return start(template, ApplicationOptions.of(workers), log);
    }
}
