package dev.fanfold.cli.application;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// Starts applications.
public interface ApplicationStarter {
    /// Starts the application of this template; it is ready for jobs when this returns.
    ///
    /// @param log receives what functions log, from any thread
    /// @throws dev.fanfold.workload.InvalidInputException when the template is invalid
    Application start(Path template, ApplicationOptions options, Consumer<String> log);

    /// Starts the application without secrets.
    ///
    /// @param workers the maximum of concurrent workers, empty for the template's
    default Application start(Path template, OptionalInt workers, Consumer<String> log) {
        return start(template, ApplicationOptions.of(workers), log);
    }
}
