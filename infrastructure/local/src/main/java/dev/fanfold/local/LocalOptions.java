package dev.fanfold.local;

import dev.fanfold.aws.Secrets;
import dev.fanfold.local.code.FunctionCode;
import dev.fanfold.local.fault.Chaos;
import dev.fanfold.template.Function;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The settings of a local cloud that may differ from its template.
///
/// Start with [#defaults()]. Each method that sets something returns a copy.
public final class LocalOptions {
    /// The handler of workers, the only functions with secrets.
    private static final String WORKER = "dev.fanfold.worker.WorkerHandler";

    private Optional<Path> data = Optional.empty();
    private Map<String, String> parameters = Map.of();
    private Map<String, String> variables = Map.of();
    private Map<String, Path> secrets = Map.of();
    private Optional<Duration> timeout = Optional.empty();
    private Optional<Duration> visibility = Optional.empty();
    private Schedule schedule = new Schedule.AsDeclared();
    private Chaos chaos = Chaos.none();
    private Consumer<String> log = line -> {};
    private FunctionCode code;

    private LocalOptions(FunctionCode code) {
        this.code = code;
    }

    private LocalOptions(LocalOptions from) {
        data = from.data;
        parameters = from.parameters;
        variables = from.variables;
        secrets = from.secrets;
        timeout = from.timeout;
        visibility = from.visibility;
        schedule = from.schedule;
        chaos = from.chaos;
        log = from.log;
        code = from.code;
    }

    /// The time when schedules fire.
    public sealed interface Schedule {
        record AsDeclared() implements Schedule {}

        record Off() implements Schedule {}

        record Every(Duration period) implements Schedule {}
    }

    /// Runs the template unchanged, without kept data, logs or faults.
    public static LocalOptions defaults() {
        return new LocalOptions(FunctionCode.declared());
    }

    /// Keeps tables and objects in this directory.
    ///
    /// By default they are in memory and in a temporary directory that is removed at close.
    public LocalOptions data(Path kept) {
        var copy = new LocalOptions(this);
        copy.data = Optional.of(kept);
        return copy;
    }

    /// A value for a parameter of the root template, instead of its default.
    public LocalOptions parameter(String name, String value) {
        var copy = new LocalOptions(this);
        copy.parameters = with(parameters, name, value);
        return copy;
    }

    /// An environment variable that every function gets in addition to its own.
    public LocalOptions variable(String name, String value) {
        var copy = new LocalOptions(this);
        copy.variables = with(variables, name, value);
        return copy;
    }

    /// A file with a secret of the workers' pools. It replaces the template's secret.
    public LocalOptions secret(String name, Path file) {
        var copy = new LocalOptions(this);
        copy.secrets = with(secrets, name, file);
        return copy;
    }

    public LocalOptions timeout(Duration ofEveryFunction) {
        var copy = new LocalOptions(this);
        copy.timeout = Optional.of(ofEveryFunction);
        return copy;
    }

    public LocalOptions visibility(Duration ofEveryQueue) {
        var copy = new LocalOptions(this);
        copy.visibility = Optional.of(ofEveryQueue);
        return copy;
    }

    public LocalOptions schedule(Schedule fires) {
        var copy = new LocalOptions(this);
        copy.schedule = fires;
        return copy;
    }

    public LocalOptions chaos(Chaos goesWrong) {
        var copy = new LocalOptions(this);
        copy.chaos = goesWrong;
        return copy;
    }

    /// Receives the functions' logs and failures.
    ///
    /// Each call has one line or one stack trace, and comes from any thread.
    public LocalOptions log(Consumer<String> hears) {
        var copy = new LocalOptions(this);
        copy.log = hears;
        return copy;
    }

    /// Where to find the code of functions. The default is `CodeUri`.
    public LocalOptions code(FunctionCode from) {
        var copy = new LocalOptions(this);
        copy.code = from;
        return copy;
    }

    Optional<Path> data() {
        return data;
    }

    Map<String, String> parameters() {
        return parameters;
    }

    Map<String, String> variables() {
        return variables;
    }

    /// The environment variables with the locations of a function's secrets.
    Map<String, String> secretsOf(Function function) {
        Map<String, String> places = new LinkedHashMap<>();
        if (function.handler().equals(WORKER)) {
            secrets.forEach((name, file) ->
                    places.put(Secrets.variable(name), file.toAbsolutePath().toUri().toString()));
        }
        return places;
    }

    Optional<Duration> timeout() {
        return timeout;
    }

    Optional<Duration> visibility() {
        return visibility;
    }

    Schedule schedule() {
        return schedule;
    }

    Chaos chaos() {
        return chaos;
    }

    Consumer<String> log() {
        return log;
    }

    FunctionCode code() {
        return code;
    }

    private static <T> Map<String, T> with(Map<String, T> map, String name, T value) {
        Map<String, T> more = new LinkedHashMap<>(map);
        more.put(name, value);
        return Map.copyOf(more);
    }
}
