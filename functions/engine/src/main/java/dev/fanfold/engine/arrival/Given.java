package dev.fanfold.engine.arrival;

/// What a `settings.json` says.
public record Given(JobSettings settings, JobOptions options) {
    /// Reads a `settings.json`.
    public interface Format {
        /// What these bytes say.
        ///
        /// @throws InputFault when it is not what it should be
        Given parse(byte[] json);
    }
}
