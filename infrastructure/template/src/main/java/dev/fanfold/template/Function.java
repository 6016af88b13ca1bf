package dev.fanfold.template;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A function as declared.
///
/// @param id logical id
/// @param handler class name as written, and its place
/// @param code the file or folder that `CodeUri` names, if it names one
/// @param memory MiB
/// @param reserved the maximum number of environments
/// @param rights what its role allows, if the templates say all of it
public record Function(
        String id,
        String name,
        String handler,
        Place place,
        Optional<Path> code,
        Duration timeout,
        int memory,
        int reserved,
        Map<String, String> environment,
        List<Source> sources,
        Optional<Rights> rights) {
    public Function {
        environment = Map.copyOf(environment);
        sources = List.copyOf(sources);
    }

    /// A function with its code on the class path and an unknown role.
    public Function(
            String id,
            String name,
            String handler,
            Place place,
            Duration timeout,
            int memory,
            int reserved,
            Map<String, String> environment,
            List<Source> sources) {
        this(
                id,
                name,
                handler,
                place,
                Optional.empty(),
                timeout,
                memory,
                reserved,
                environment,
                sources,
                Optional.empty());
    }

    /// A copy with other environment variables.
    public Function environment(Map<String, String> other) {
        return new Function(
                id, name, handler, place, code, timeout, memory, reserved, other, sources, rights);
    }

    /// A copy with the rights of its role.
    Function rights(Optional<Rights> known) {
        return new Function(
                id,
                name,
                handler,
                place,
                code,
                timeout,
                memory,
                reserved,
                environment,
                sources,
                known);
    }

    /// Whether one of its sources is a table's stream.
    public boolean isFedByStream() {
        return sources.stream().anyMatch(Source.OfStream.class::isInstance);
    }
}
