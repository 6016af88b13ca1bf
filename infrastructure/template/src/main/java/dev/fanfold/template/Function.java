package dev.fanfold.template;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A function as a template declares it.
///
/// @param id logical id
/// @param name physical name
/// @param handler the value of `Handler`: a class name, possibly with `::handleRequest`
/// @param place where the template names the handler
/// @param code the zip that `CodeUri` names; empty if there is no `CodeUri`
/// @param memory the memory in MiB
/// @param timeout the time limit of an invocation
/// @param reserved the maximum number of concurrent invocations
/// @param environment the declared environment variables
/// @param sources the event sources that are not disabled
/// @param rights the rights of its role; empty if the templates do not declare all of them
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

    /// A function whose code is on the class path and whose rights are unknown.
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
    Function rights(Optional<Rights> roleRights) {
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
                roleRights);
    }

    /// Whether one of the function's sources is a table's stream.
    public boolean isFedByStream() {
        return sources.stream().anyMatch(Source.OfStream.class::isInstance);
    }
}
