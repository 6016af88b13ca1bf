package dev.fanfold.cli.line;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// Starts lines.
public interface Lines {
    /// A line as this template declares it, ready for jobs.
    ///
    /// @param log hears what functions log, from any thread
    /// @throws dev.fanfold.workload.InvalidInputException when the template is at fault
    Line start(Path template, LineOptions options, Consumer<String> log);

    /// A line without secrets.
    ///
    /// @param workers most workers at once, or what the template says
    default Line start(Path template, OptionalInt workers, Consumer<String> log) {
        return start(template, LineOptions.of(workers), log);
    }
}
