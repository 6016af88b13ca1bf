package dev.fanfold.engine.arrival;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.JobSettings;

/// What a `settings.json` says.
public record SubmittedSettings(JobSettings settings, JobOptions options) {
    /// Reads a `settings.json`.
    public interface Format {
        /// What these bytes say.
        ///
        /// @throws InvalidInputException when it is not what it should be
        SubmittedSettings parse(byte[] json);
    }
}
