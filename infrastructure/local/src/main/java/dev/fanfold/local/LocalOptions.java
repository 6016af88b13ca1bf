package dev.fanfold.local;

import dev.fanfold.local.fault.Chaos;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// How a template is played where that may differ from the template. Start with [#defaults()].
///
/// @param data keeps tables and objects; if empty they are in memory and in a temporary folder that
///   is removed at close
/// @param parameters values for the root template's parameters, instead of their defaults
/// @param variables environment variables that every function gets besides its own
/// @param timeout of every function
/// @param visibility of every queue
/// @param schedule period of every schedule
/// @param chaos what goes wrong between its parts
/// @param log hears what functions log and how they fail, a line or a stack trace at a time, from
///   any thread
public record LocalOptions(
        Optional<Path> data,
        Map<String, String> parameters,
        Map<String, String> variables,
        Optional<Duration> timeout,
        Optional<Duration> visibility,
        Schedule schedule,
        Chaos chaos,
        Consumer<String> log) {
    public LocalOptions {
        parameters = Map.copyOf(parameters);
        variables = Map.copyOf(variables);
    }

    /// When schedules fire.
    public sealed interface Schedule {
        record AsDeclared() implements Schedule {}

        record Off() implements Schedule {}

        record Every(Duration period) implements Schedule {}
    }

    /// The template as it is, nothing kept, nothing logged, nothing wrong.
    public static LocalOptions defaults() {
        return new LocalOptions(
                Optional.empty(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                new Schedule.AsDeclared(),
                Chaos.none(),
                line -> {});
    }

    public LocalOptions data(Path kept) {
        return new LocalOptions(
                Optional.of(kept),
                parameters,
                variables,
                timeout,
                visibility,
                schedule,
                chaos,
                log);
    }

    public LocalOptions parameter(String name, String value) {
        return new LocalOptions(
                data,
                with(parameters, name, value),
                variables,
                timeout,
                visibility,
                schedule,
                chaos,
                log);
    }

    public LocalOptions variable(String name, String value) {
        return new LocalOptions(
                data,
                parameters,
                with(variables, name, value),
                timeout,
                visibility,
                schedule,
                chaos,
                log);
    }

    public LocalOptions timeout(Duration ofEveryFunction) {
        return new LocalOptions(
                data,
                parameters,
                variables,
                Optional.of(ofEveryFunction),
                visibility,
                schedule,
                chaos,
                log);
    }

    public LocalOptions visibility(Duration ofEveryQueue) {
        return new LocalOptions(
                data,
                parameters,
                variables,
                timeout,
                Optional.of(ofEveryQueue),
                schedule,
                chaos,
                log);
    }

    public LocalOptions schedule(Schedule fires) {
        return new LocalOptions(
                data, parameters, variables, timeout, visibility, fires, chaos, log);
    }

    public LocalOptions chaos(Chaos goesWrong) {
        return new LocalOptions(
                data, parameters, variables, timeout, visibility, schedule, goesWrong, log);
    }

    public LocalOptions log(Consumer<String> hears) {
        return new LocalOptions(
                data, parameters, variables, timeout, visibility, schedule, chaos, hears);
    }

    private static Map<String, String> with(Map<String, String> map, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(map);
        more.put(name, value);
        return more;
    }
}
