package dev.fanfold.engine.arrival;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.JobSettings;

/// The content of a `settings.json`.
public record SubmittedSettings(JobSettings settings, JobOptions options) {
    /// The format of a `settings.json`.
    public interface Format {
        /// Parses these bytes.
        ///
        /// @throws InvalidInputException if they are not a valid `settings.json`
        SubmittedSettings parse(byte[] json);
    }
}
