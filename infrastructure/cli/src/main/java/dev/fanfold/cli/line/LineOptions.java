package dev.fanfold.cli.line;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

/// How a line is started where that may differ from its template.
///
/// @param workers most workers at once, or what the template says
/// @param secrets the files that hold the pools' secrets, by name
public record LineOptions(OptionalInt workers, Map<String, Path> secrets) {
    public LineOptions {
        secrets = Map.copyOf(secrets);
    }

    /// A line without secrets.
    public static LineOptions of(OptionalInt workers) {
        return new LineOptions(workers, Map.of());
    }
}
