package dev.fanfold.cli.application;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

/// Values that override those of the template when an application starts.
///
/// @param workers the maximum number of concurrent workers, as [WorkerLimit] gives it; empty for
///   that of the template
/// @param secrets the files that hold the pools' secrets, by name
public record ApplicationOptions(OptionalInt workers, Map<String, Path> secrets) {
    public ApplicationOptions {
        secrets = Map.copyOf(secrets);
    }

    /// Options without secrets.
    public static ApplicationOptions of(OptionalInt workers) {
        return new ApplicationOptions(workers, Map.of());
    }
}
