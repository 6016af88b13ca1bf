package dev.fanfold.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A function as declared.
///
/// @param id logical id
/// @param handler class name as written, and where
/// @param memory MiB
/// @param reserved most environments at once
public record Function(
        String id,
        String name,
        String handler,
        Place place,
        Duration timeout,
        int memory,
        int reserved,
        Map<String, String> environment,
        List<Source> sources) {
    public Function {
        environment = Map.copyOf(environment);
        sources = List.copyOf(sources);
    }

    /// A copy with other environment variables.
    public Function environment(Map<String, String> other) {
        return new Function(id, name, handler, place, timeout, memory, reserved, other, sources);
    }

    /// Whether a table's stream is among what feeds it.
    public boolean isFedByStream() {
        return sources.stream().anyMatch(Source.OfStream.class::isInstance);
    }
}
