package dev.fanfold.cli.application;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// Starts lines.
public interface ApplicationStarter {
    /// A line as this template declares it, ready for jobs.
    ///
    /// @param log hears what functions log, from any thread
    /// @throws dev.fanfold.workload.InvalidInputException when the template is at fault
    Application start(Path template, ApplicationOptions options, Consumer<String> log);

    /// A line without secrets.
    ///
    /// @param workers most workers at once, or what the template says
    default Application start(Path template, OptionalInt workers, Consumer<String> log) {
        return start(template, ApplicationOptions.of(workers), log);
    }
}
