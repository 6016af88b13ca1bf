package dev.fanfold.cli.application;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

/// How a line is started where that may differ from its template.
///
/// @param workers most workers at once, or what the template says
/// @param secrets the files that hold the pools' secrets, by name
public record ApplicationOptions(OptionalInt workers, Map<String, Path> secrets) {
    public ApplicationOptions {
        secrets = Map.copyOf(secrets);
    }

    /// A line without secrets.
    public static ApplicationOptions of(OptionalInt workers) {
        return new ApplicationOptions(workers, Map.of());
    }
}
